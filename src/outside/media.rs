//! Pictures: read carefully, turned upright, made smaller, written again without anything that was hidden in them,
//! and named by the hash of the result.

use std::{
    collections::HashMap,
    fs, io,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use fast_image_resize::{IntoImageView, ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use sha2::{Digest, Sha256};

use crate::{
    config::{Config, MailRoute},
    db,
    error::{Error, Result},
};

/// The longest side of a kept picture (pixels).
const LARGE: u32 = 1600;
/// The side of the square used for faces and lists (pixels).
const SMALL: u32 = 256;
/// The longest side that is read at all (pixels).
const MOST_SIDE: u32 = 12_000;
/// The most pixels that are read: twice what a good phone makes.
const MOST_PIXELS: u64 = 64_000_000;
/// The most bytes that the pixels of a file may take.
const MOST_UNFOLDED: u64 = 256 << 20;

/// Where pictures are.
pub enum Media {
    /// A folder.
    Folder(PathBuf),
    /// Memory, for tests.
    Memory(Mutex<HashMap<String, Bytes>>),
}

/// A kept picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its name: 32 hexadecimal digits.
    pub hash: String,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The length of the large file.
    pub bytes: u64,
}

/// Which of the two files of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// At most 1600 pixels long.
    Large,
    /// A square of 256 pixels from the middle.
    Small,
}

impl Media {
    /// As the settings say.
    ///
    /// # Errors
    /// A folder that can't be made.
    pub fn of(config: &Config) -> Result<Self> {
        if matches!(config.mail, MailRoute::Memory) {
            return Ok(Self::Memory(Mutex::default()));
        }
        let folder = config.data.join("media");
        fs::create_dir_all(&folder).map_err(|error| {
            Error::Inner(format!("{}: {error}; name a folder that can be written", folder.display()))
        })?;
        Ok(Self::Folder(folder))
    }

    /// Deletes what was being written when an earlier run was killed: called when the program begins to serve.
    pub fn sweep(&self) {
        let Self::Folder(folder) = self else { return };
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".part"))
                && let Err(error) = fs::remove_file(entry.path())
            {
                tracing::warn!(%error, "half a picture stays");
            }
        }
    }

    /// Reads a picture somebody sent and keeps it. Blocks for as long as that takes; call it off the runtime.
    ///
    /// # Errors
    /// A fault at `field` where this is no picture that can be read.
    pub fn keep(&self, bytes: &[u8], field: &'static str) -> Result<Picture> {
        let image = read(bytes).map_err(|()| Error::invalid(field, "problem-no-picture"))?;
        let large = fitted(&image, LARGE)?;
        let jpeg = encode(&large)?;
        let small = encode(&square(&image)?)?;
        let hash = HEXLOWER.encode(&Sha256::digest(&jpeg)[..16]);
        let picture = Picture { hash, width: large.width(), height: large.height(), bytes: jpeg.len() as u64 };
        self.write(&picture.hash, Size::Large, jpeg)?;
        self.write(&picture.hash, Size::Small, small)?;
        Ok(picture)
    }

    fn write(&self, hash: &str, size: Size, bytes: Vec<u8>) -> Result<()> {
        let name = name(hash, size);
        match self {
            Self::Memory(files) => {
                files.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(name, bytes.into());
                Ok(())
            }
            Self::Folder(folder) => {
                let written = match write_aside(folder, &name, &bytes) {
                    // Another node that begins to serve has swept it away.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => write_aside(folder, &name, &bytes),
                    other => other,
                };
                written.map_err(|error| failed(&error))
            }
        }
    }

    /// The bytes of a kept picture (JPEG).
    ///
    /// # Errors
    /// [`Error::NotFound`] for a name that is none or unknown.
    pub async fn read(&self, hash: &str, size: Size) -> Result<Bytes> {
        if hash.len() != 32 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Error::NotFound);
        }
        let name = name(hash, size);
        match self {
            Self::Memory(files) => {
                let files = files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                files.get(&name).cloned().ok_or(Error::NotFound)
            }
            Self::Folder(folder) => match tokio::fs::read(folder.join(name)).await {
                Ok(bytes) => Ok(bytes.into()),
                Err(_) => Err(Error::NotFound),
            },
        }
    }

    /// Deletes a picture; no harm where there is none.
    pub async fn delete(&self, hash: &str) {
        for size in [Size::Large, Size::Small] {
            match self {
                Self::Memory(files) => {
                    files.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(&name(hash, size));
                }
                Self::Folder(folder) => {
                    let _gone_already = tokio::fs::remove_file(folder.join(name(hash, size))).await;
                }
            }
        }
    }
}

static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Written aside and renamed, and on the disk when this returns: nobody ever finds half a file, and two who send the same
/// picture at once are not in each other's way.
fn write_aside(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let aside = folder.join(format!(".{name}.{}-{number}.part", std::process::id()));
    let written = write_synced(&aside, bytes).and_then(|()| fs::rename(&aside, folder.join(name)));
    if written.is_err() {
        let _not_there = fs::remove_file(&aside);
    }
    written?;
    fs::File::open(folder)?.sync_all()
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A disk that is full or can't be written is the operator's to see to; anything else is for the log.
fn failed(error: &io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => Error::Storage(db::Error::Full),
        ReadOnlyFilesystem | PermissionDenied => Error::Storage(db::Error::ReadOnly("the folder of pictures".into())),
        _ => Error::Inner(format!("a picture could not be kept: {error}")),
    }
}

fn name(hash: &str, size: Size) -> String {
    match size {
        Size::Large => format!("{hash}.jpg"),
        Size::Small => format!("{hash}-s.jpg"),
    }
}

fn read(bytes: &[u8]) -> Result<DynamicImage, ()> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(drop)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(512 << 20);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(drop)?;
    let (width, height) = decoder.dimensions();
    // A file of a megabyte can unfold into gigabytes.
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_UNFOLDED {
        return Err(());
    }
    let upright = decoder.orientation().map_err(drop)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(drop)?;
    image.apply_orientation(upright);
    // Flat colours without transparency: what was see-through becomes paper.
    let mut paper = image::RgbImage::from_pixel(image.width(), image.height(), image::Rgb([251, 246, 236]));
    for (out, from) in paper.pixels_mut().zip(image.to_rgba8().pixels()) {
        let alpha = u16::from(from[3]);
        for channel in 0..3 {
            let mixed = (u16::from(from[channel]) * alpha + u16::from(out[channel]) * (255 - alpha)) / 255;
            out[channel] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    Ok(DynamicImage::ImageRgb8(paper))
}

fn fitted(image: &DynamicImage, side: u32) -> Result<DynamicImage> {
    let longest = image.width().max(image.height()).max(1);
    if longest <= side {
        return Ok(image.clone());
    }
    let scaled =
        |length: u32| u32::try_from(u64::from(length) * u64::from(side) / u64::from(longest)).unwrap_or(side).max(1);
    resized(image, scaled(image.width()), scaled(image.height()), ResizeOptions::new())
}

fn square(image: &DynamicImage) -> Result<DynamicImage> {
    resized(image, SMALL, SMALL, ResizeOptions::new().fit_into_destination(None))
}

fn resized(image: &DynamicImage, width: u32, height: u32, options: ResizeOptions) -> Result<DynamicImage> {
    let kind = image.pixel_type().ok_or_else(|| Error::Inner("a picture of unknown pixels".into()))?;
    let mut out = DynamicImage::new(width, height, image.color());
    let _same_kind = kind;
    Resizer::new()
        .resize(image, &mut out, &options)
        .map_err(|error| Error::Inner(format!("a picture could not be made smaller: {error}")))?;
    Ok(out)
}

fn encode(image: &DynamicImage) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    image
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, 82))
        .map_err(|error| Error::Inner(format!("a picture could not be written: {error}")))?;
    Ok(out)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_made_smaller_and_flat() {
        let media = Media::Memory(Mutex::default());
        let mut png = Vec::new();
        DynamicImage::new_rgba8(3000, 1000).write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let kept = media.keep(&png, "photo").unwrap();
        assert_eq!((kept.width, kept.height), (1600, 533));
    }

    #[test]
    fn what_is_no_picture_is_a_fault_of_the_field() {
        let media = Media::Memory(Mutex::default());
        for bytes in [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", &[0xff; 4000]] {
            assert!(matches!(media.keep(bytes, "photo"), Err(Error::Invalid(_))));
        }
    }
}
