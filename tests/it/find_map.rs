//! Finding on a map and by the days of a month.

use visavis::{
    app::App,
    config::Tiles,
    db::Place,
    router,
    time::{Clock, Dice},
};

use crate::world::{Browser, config};

async fn planned(host: &mut Browser, title: &str, town: &str, date: &str, more: &[(&str, &str)]) -> String {
    let fields = [("title", title), ("town", town), ("date", date), ("start", "19:00"), ("end", "22:00")];
    host.post("/g/new", &[&fields, more].concat()).await.is(303).leads_to().to_owned()
}

/// What stands within the list beside the map.
fn list(page: &str) -> &str {
    page.split_once("id=\"map-list\"").unwrap().1
}

both!(a_map_shows_what_is_around_by_town, |world| {
    let mut ada = world.person("Ada").await;
    let one = planned(&mut ada, "Chess tonight", "Munich", "2026-11-26", &[]).await;
    planned(&mut ada, "Soup", "Berlin", "2026-11-27", &[]).await;
    planned(&mut ada, "Choir", "Berlin", "2026-11-30", &[("interest", "singing")]).await;
    planned(&mut ada, "Spree walk", "Potsdam", "2026-12-05", &[]).await;
    let mut stranger = world.stranger();
    // All there is, in its place and in words.
    let page = stranger.get("/find?view=map").await.is(200);
    let page = page
        .has("4 gatherings in 3 towns.")
        .has("aria-label=\"Munich: one gathering\"")
        .has("GeoNames")
        .has("Natural Earth");
    assert!(page.body.contains(&format!("class=\"map-mark\" href=\"{one}\"")), "one leads to itself");
    let list_of_all = list(&page.body);
    assert!(list_of_all.find("Munich</h2>") < list_of_all.find("Berlin</h2>"), "the next first");
    assert!(list_of_all.contains("Soup") && list_of_all.contains("Choir") && list_of_all.contains("Spree walk"));
    // From afar Berlin and Potsdam are one mark, which leads nearer to both.
    assert!(page.body.contains("aria-label=\"Berlin and one more town: 3 gatherings\""));
    let nearer = page.body.split("Berlin and one more town").next().unwrap().rsplit("href=\"").next().unwrap();
    let nearer = nearer.split('"').next().unwrap().replace("&amp;", "&");
    let page = stranger.get(&nearer).await.is(200).has("3 gatherings in 2 towns.");
    assert!(page.body.contains("Berlin: 2 gatherings") && page.body.contains("Potsdam: one gathering"));
    assert!(!list(&page.body).contains("Chess tonight"));
    // Two in one town lead to where they are listed.
    let berlin = visavis::town::read("Berlin").unwrap().id;
    page.has(&format!("href=\"#at-{berlin}\"")).has(&format!("id=\"at-{berlin}\""));
    // Around a town, and what else is asked for.
    stranger.get("/find?view=map&town=Munich&km=10").await.is(200).has("One gathering in one town.");
    let page = stranger.get("/find?view=map&town=Munich&at=52.5,13.4,9&interest=singing").await.is(200);
    let page = page.has("One gathering in one town.").has("In this part of the map");
    assert!(list(&page.body).contains("Choir") && !list(&page.body).contains("Soup"));
    let empty = stranger.get("/find?view=map&at=0,-30,5").await.is(200);
    empty.has("Nothing is planned in this part of the map.").has("Farther").has("Plan a gathering");
    for nonsense in ["at=x", "at=99,0,3", "at=1,2,3,4", "at=0,180,12", "at=-85,-180,1", "at=85.9,0,12"] {
        stranger.get(&format!("/find?view=map&{nonsense}")).await.is(200);
    }
    stranger.get("/find?view=map&town=Xqzzyvania").await.is(422).has("No such town was found");
    // A gathering's own page has a small one.
    stranger.get(&one).await.is(200).has("A map with Munich in the middle").has("What else is around Munich");
});

both!(a_map_shows_nobody_what_is_not_for_them, |world| {
    let (mut ada, mut bea) = (world.person("Ada").await, world.person("Bea").await);
    ada.post("/c/new", &[("name", "Secret tea"), ("access", "private"), ("town", "Berlin")]).await.is(303);
    let number = world.count("SELECT id FROM community").await;
    let community = visavis::id::CommunityId(number).to_string();
    planned(&mut ada, "Hidden kettle", "Berlin", "2026-11-27", &[("community", &community)]).await;
    for query in ["view=map", "view=map&at=52.5,13.4,9", "view=calendar", "view=calendar&month=2026-11"] {
        ada.get(&format!("/find?{query}")).await.is(200).has("Hidden kettle");
        bea.get(&format!("/find?{query}")).await.is(200).lacks("Hidden kettle");
        world.stranger().get(&format!("/find?{query}")).await.is(200).lacks("Hidden kettle");
    }
    // What one goes to oneself is marked as such.
    ada.get("/find?view=map").await.has("map-mark mine");
});

both!(a_series_is_once_on_the_map_and_on_each_of_its_days, |world| {
    let mut ada = world.person("Ada").await;
    let again = [("repeat", "weekly"), ("count", "4"), ("seen", "RRULE:FREQ=WEEKLY;COUNT=4")];
    planned(&mut ada, "Choir", "Berlin", "2026-12-03", &again).await;
    planned(&mut ada, "Festival", "Berlin", "2026-12-10", &[("end_date", "2026-12-12")]).await;
    let mut stranger = world.stranger();
    stranger.get("/find?view=map").await.is(200).has("2 gatherings in one town.");
    let month = stranger.get("/find?view=calendar&month=2026-12").await.is(200);
    let (choir, festival) = (month.body.matches("Choir</a>").count(), month.body.matches("Festival</a>").count());
    assert_eq!((choir, festival), (4, 3));
    month.has("December 2026").has("Thursday, 3 December").has("month=2027-01").has("class=\"from-1 empty-day\"");
    // This month is the first there is; what is over is not in it.
    let month = stranger.get("/find?view=calendar").await.is(200).has("November 2026").lacks("month=2026-10");
    month.has("Nothing planned here yet").has("view=calendar").lacks("Today</a>");
    stranger.get("/find?view=calendar&month=2020-01").await.is(200).has("November 2026");
    stranger.get("/find?view=calendar&month=2026-12&town=Munich").await.is(200).lacks("Choir");
    let month =
        stranger.get("/find?view=calendar&month=2026-12&from=2026-12-09&until=2026-12-11&when=&town=").await.is(200);
    assert_eq!((month.body.matches("Choir</a>").count(), month.body.matches("Festival</a>").count()), (1, 3));
    stranger.get("/find?view=calendar&month=2026-12&when=today&town=").await.is(200).has("Choir</a>");
    stranger.cookies.insert("lang".into(), "de".into());
    stranger.get("/find?view=calendar&month=2026-12").await.is(200).has("Dezember 2026").has(">Mo</span>");
    stranger.get("/find?view=map").await.is(200).has("2 Treffen in einem Ort.");
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operators_tiles_are_shown_and_allowed_and_nobody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = config(Place::File(folder.path().join("visavis.db")), folder.path().to_owned());
    for tiles in [None, Tiles::read("https://tiles.example/{z}/{x}/{y}.png", "© Tile makers").ok()] {
        let named = tiles.is_some();
        settings.tiles = tiles;
        let app = App::open(settings.clone(), Clock::at(crate::world::NOON), Dice::seeded(7)).await.unwrap();
        let mut stranger = Browser::of(&router::router(&app));
        let page = stranger.get("/find?view=map&at=48.137,11.575,8").await.is(200);
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert_eq!(policy.contains("img-src 'self' https://tiles.example blob:"), named, "{policy}");
        assert_eq!(page.body.contains("https://tiles.example/8/136/88.png"), named);
        assert_eq!(page.body.contains("© Tile makers"), named);
        assert_eq!(page.body.contains("Natural Earth"), !named);
    }
}
