// Finds a QR code in a picture: by the browser's own detector, else by npm `qr`, loaded only once a scanner opens.

/** @returns {Promise<(video: HTMLVideoElement) => Promise<string|null>>} */
export async function makeDecoder() {
  return (await nativeDecoder()) ?? (await vendoredDecoder())
}

async function nativeDecoder() {
  if (!('BarcodeDetector' in globalThis)) return null
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => [])
  if (!formats.includes('qr_code')) return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async video => (await detector.detect(video))[0]?.rawValue ?? null
}

const LONGEST_SIDE = 960 // enough for 69 modules at a third of the picture, and quick on an old phone

async function vendoredDecoder() {
  const { decodeQR } = await import('../../vendor/qr-decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async video => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight))
    const width = Math.round(video.videoWidth * scale),
      height = Math.round(video.videoHeight * scale)
    if (!width || !height) return null
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0, width, height)
    try {
      return decodeQR(context.getImageData(0, 0, width, height))
    } catch {
      return null // no code in this frame
    }
  }
}
