//! What goes by itself: pictures that were never used, sessions that lapsed.

use visavis::{jobs, time::DAY};

use crate::world::{Browser, World};

/// A picture of one colour, so that each is another.
fn picture(grey: u8) -> Vec<u8> {
    let mut png = Vec::new();
    let pixels = image::GrayImage::from_pixel(8, 8, image::Luma([grey]));
    pixels.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

const TEA: [(&str, &str); 5] =
    [("title", "Tea"), ("date", "2027-03-03"), ("start", "19:00"), ("end", "22:00"), ("town", "Munich, Bayern, DE")];

/// Sends a draft with that picture and without what `lacking` names; the picture's name where it was refused.
async fn draft(host: &mut Browser, grey: u8, lacking: &str) -> Option<String> {
    let fields: Vec<_> = TEA.into_iter().filter(|(name, _)| *name != lacking).collect();
    let reply = host.post_files("/g/new", &fields, &[("photo", "x.png", &picture(grey))]).await;
    let (_, rest) = reply.body.split_once("name=\"kept\" value=\"")?;
    Some(rest[..32].to_owned())
}

both!(a_picture_of_an_abandoned_draft_goes_after_a_day, |world| {
    let mut host = world.person("Hanna").await;
    let abandoned = draft(&mut host, 10, "title").await.unwrap();
    let used = draft(&mut host, 200, "title").await.unwrap();
    assert!(draft(&mut host, 200, "").await.is_none(), "published");
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    for name in [&abandoned, &used] {
        host.get(&format!("/media/{name}")).await.is(200);
    }
    // The daily job runs by itself, once a day, however often the program was started.
    jobs::begin(&world.app).await.unwrap();
    world.mail().await;
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'sweep'").await, 1);
    world.later(DAY);
    world.mail().await;
    host.get(&format!("/media/{abandoned}")).await.is(404);
    host.get(&format!("/media/{abandoned}/s")).await.is(404);
    host.get(&format!("/media/{used}")).await.is(200);
    assert_eq!(world.count("SELECT COUNT(*) FROM media").await, 0, "each is looked at once");
    // Sent again it is new again.
    assert_eq!(draft(&mut host, 10, "title").await.unwrap(), abandoned);
    world.later(DAY / 2);
    world.mail().await;
    host.get(&format!("/media/{abandoned}")).await.is(200);
});

both!(sessions_lapse_though_nobody_signs_in_again, |world| {
    let ada = world.person("Ada").await;
    let _other = world.again(&ada).await;
    jobs::begin(&world.app).await.unwrap();
    world.later(179 * DAY);
    world.mail().await;
    assert_eq!(sessions(&world).await, 2);
    let mut bea = world.person("Bea").await;
    world.later(2 * DAY);
    world.mail().await;
    assert_eq!(sessions(&world).await, 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM journal WHERE kind = 'signed_out'").await, 2);
    bea.get("/you").await.is(200);
});

async fn sessions(world: &World) -> i64 {
    world.count("SELECT COUNT(*) FROM session").await
}
