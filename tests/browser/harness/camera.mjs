import { spawn } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { inTime } from './until.mjs'

/**
 * What a phone's camera sees: a file that its Chromium plays in a loop. It keeps its length, and is written over in
 * place, so that a scanner that is already running sees the change as well.
 */
export class Camera {
  constructor(file) {
    this.file = file
  }

  /** A camera in a pocket. */
  static async make(file) {
    const camera = new Camera(file)
    writeFileSync(file, await film(undefined))
    return camera
  }

  /** Held in front of a picture (PNG), for instance another phone's screen. */
  async show(png) {
    await this.#play(await film(png))
  }

  /** Back in the pocket. */
  async cover() {
    await this.#play(await film(undefined))
  }

  async #play(frames) {
    const file = openSync(this.file, 'r+')
    writeSync(file, frames, 0, frames.length, 0)
    closeSync(file)
  }
}

/** One second at ten frames a second, 640×480, the picture in the middle of white. */
async function film(png) {
  const input = png ? ['-f', 'png_pipe', '-i', 'pipe:0'] : ['-f', 'lavfi', '-i', 'color=gray:640x480:r=10']
  const filter = 'scale=560:440:force_original_aspect_ratio=decrease:flags=area,pad=640:480:(ow-iw)/2:(oh-ih)/2:white'
  const ffmpeg = spawn(
    'ffmpeg',
    ['-v', 'error', ...input, '-vf', `${filter},loop=9:1,fps=10`, '-frames:v', '10', '-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe', 'pipe:1'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const frames = []
  let complaint = ''
  ffmpeg.stdout.on('data', chunk => frames.push(chunk))
  ffmpeg.stderr.on('data', chunk => (complaint += chunk))
  ffmpeg.stdin.on('error', () => {})
  ffmpeg.stdin.end(png)
  const code = await inTime('ffmpeg', 30_000, new Promise((resolve, reject) => ffmpeg.on('close', resolve).on('error', reject)))
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${complaint}`)
  return Buffer.concat(frames)
}
