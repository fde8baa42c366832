/** The relay between the fleet and Redis does to connections what its name of each trouble says. */
import { assert, describe, it } from "@effect/vitest"
import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { Relay } from "../src/relay.ts"

/** A server that sends back what it gets, behind a relay. */
const withRelay = async (use: (relay: Relay) => Promise<void>): Promise<void> => {
  const server = createServer((socket) => {
    socket.on("error", () => {})
    socket.on("data", (data) => void socket.write(data))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  const relay = await Relay.start(typeof address === "object" && address !== null ? address.port : 0)
  try {
    await use(relay)
  } finally {
    relay.close()
    server.close()
  }
}

const open = async (relay: Relay): Promise<Socket> => {
  const socket = connect(relay.port, "127.0.0.1")
  socket.on("error", () => {})
  await once(socket, "connect")
  return socket
}

/** What comes back within some time. */
const echo = async (socket: Socket, ...texts: ReadonlyArray<string>): Promise<string> => {
  let back = ""
  const listen = (data: Buffer) => void (back += String(data))
  socket.on("data", listen)
  for (const text of texts) {
    socket.write(text)
    await sleep(5)
  }
  for (let waited = 0; waited < 600 && back.length < texts.join("").length; waited += 10) await sleep(10)
  socket.off("data", listen)
  return back
}

describe("the relay", () => {
  it("passes everything, and delays it in both directions", () =>
    withRelay(async (relay) => {
      const socket = await open(relay)
      assert.strictEqual(await echo(socket, "a"), "a")
      relay.delay(60)
      const startedAt = performance.now()
      assert.strictEqual(await echo(socket, "b"), "b")
      assert.isAtLeast(performance.now() - startedAt, 115)
    }))

  it("lets messages of different connections overtake each other, and never those of one", () =>
    withRelay(async (relay) => {
      relay.reorder(120)
      const texts = Array.from({ length: 10 }, (_, index) => String(index))
      const sockets = await Promise.all(texts.map(() => open(relay)))
      assert.strictEqual(await echo(await open(relay), ...texts), texts.join(""))
      const arrived: Array<number> = []
      await Promise.all(
        sockets.map(async (socket, index) => {
          await echo(socket, "x")
          arrived.push(index)
        })
      )
      assert.notDeepEqual(
        arrived,
        arrived.toSorted((a, b) => a - b)
      )
    }))

  it("cuts every connection, and refuses new ones if asked to", () =>
    withRelay(async (relay) => {
      const socket = await open(relay)
      const closed = once(socket, "close")
      relay.cut(true)
      await closed
      const refused = await open(relay)
      await once(refused, "close")
      relay.mend()
      assert.strictEqual(await echo(await open(relay), "a"), "a")
    }))

  it("leaves connections half open: they stay, and carry nothing", () =>
    withRelay(async (relay) => {
      const socket = await open(relay)
      assert.strictEqual(await echo(socket, "a"), "a")
      relay.halfOpen()
      assert.strictEqual(await echo(socket, "b"), "")
      assert.isFalse(socket.destroyed)
      assert.strictEqual(await echo(await open(relay), "c"), "c")
      const closed = once(socket, "close")
      relay.mend()
      await closed
    }))
})
