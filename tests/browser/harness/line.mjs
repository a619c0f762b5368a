import http from 'node:http'
import net from 'node:net'

/**
 * The line between one browser and the world: an HTTP proxy that can be cut. A browser's own "offline" setting spares
 * some service workers and open streams; nothing gets past this. Addresses stay as they are, so origins do too.
 * Nobody but this machine is ever reached: what asks for another host is refused. (Chromium asks for several of its
 * maker's, so requests of pages are watched for in the browser and not here.)
 */
export class Line {
  #server = http.createServer()
  #sockets = new Set()
  #up = true

  static async open() {
    const line = new Line()
    line.#server.keepAliveTimeout = 60_000
    line.#server.on('connection', socket => line.#accept(socket))
    line.#server.on('request', (request, response) => line.#forward(request, response))
    line.#server.on('connect', (request, socket, head) => line.#tunnel(request, socket, head))
    line.#server.on('clientError', (_, socket) => socket.destroy())
    await new Promise(resolve => line.#server.listen(0, '127.0.0.1', resolve))
    return line
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`
  }

  /** Ends whatever is under way, and lets nothing through until mended. */
  cut() {
    this.#up = false
    for (const socket of this.#sockets) socket.destroy()
  }

  mend() {
    this.#up = true
  }

  async close() {
    this.cut()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #accept(socket) {
    if (!this.#up) return socket.destroy()
    this.#keep(socket)
  }

  #keep(socket) {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  /** A server that is not there looks to the browser like one that is not there, and not like a proxy's apology. */
  #forward(request, response) {
    const hangUp = () => request.socket.destroy()
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined
    if (!url || isStrange(url.hostname)) return hangUp()
    const { 'proxy-connection': _, ...headers } = request.headers
    const onward = http.request(
      { host: '127.0.0.1', port: url.port || 80, method: request.method, path: url.pathname + url.search, headers, agent: false },
      answer => {
        response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders)
        response.flushHeaders()
        answer.pipe(response)
        answer.on('error', hangUp)
      },
    )
    onward.on('error', hangUp)
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  }

  #tunnel(request, socket, head) {
    const [, host, port] = request.url.match(/^(.*):(\d+)$/) ?? []
    if (!host || isStrange(host)) return socket.destroy()
    const onward = net.connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
    this.#keep(onward)
    onward.on('close', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  }
}

const isStrange = host => host !== 'localhost' && host !== '127.0.0.1'
