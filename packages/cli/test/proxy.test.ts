/** The proxy, driven by programs that know nothing of sessions. */
import { createHash } from "node:crypto"
import { once } from "node:events"
import { readFileSync, statSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { connect } from "node:net"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startEmulator } from "../src/testing/index.ts"
import { makeHome, removeHomes, run, until } from "./fixtures/program.ts"
import { curl, execute, type RunningProxy, startProxy } from "./fixtures/proxy.ts"
import { everyByte, startUpstream, type Upstream } from "./fixtures/upstream.ts"

/** A vendor whose session travels in a header. */
const books = { KFTOKEN_USERNAME: "", KFTOKEN_PASSWORD: "", KFTOKEN_MEMORABLE_WORD: "" }
/** One whose session travels in a form. */
const desk = { KAYAKO_USERNAME: "jane@desk.example", KAYAKO_PASSWORD: "p%ss+w" }
const password = desk.KAYAKO_PASSWORD

let kashflow: Upstream
let kayako: Upstream
let both: RunningProxy
let home: ReturnType<typeof makeHome>
let audit: string

beforeAll(async () => {
  kashflow = await startUpstream("kftoken")
  kayako = await startUpstream("kayako")
  const example = await startEmulator("kftoken")
  const [account] = example.accounts
  await example.close()
  Object.assign(books, {
    KFTOKEN_USERNAME: account?.["username"] ?? account?.["userName"] ?? "",
    KFTOKEN_PASSWORD: account?.["password"] ?? "",
    KFTOKEN_MEMORABLE_WORD: account?.["memorableWord"] ?? ""
  })
  home = makeHome()
  audit = join(home.path, "audit.ndjson")
  both = await startProxy(home, ["kftoken", "kayako", "--audit", audit], {
    ...books,
    ...desk,
    KFTOKEN_URL: kashflow.url,
    KAYAKO_URL: kayako.url
  })
}, 60_000)

afterAll(async () => {
  both.child.kill("SIGINT")
  await both.ended
  await kashflow[Symbol.asyncDispose]()
  await kayako[Symbol.asyncDispose]()
  removeHomes()
})

const problem = (body: string) => JSON.parse(body)
const route = "/kayako/staffapi/index.php?/Core/Default/GetInfo"

describe("requests", () => {
  it("GET, form and JSON are sent on with the session in its place", async () => {
    const get = await curl(both, "/kftoken/own/echo?a=1&b=%20")
    expect(get.status).toBe(200)
    expect(problem(get.body)).toMatchObject({ method: "GET", url: "/v2/own/echo?a=1&b=%20" })
    const json = await curl(both, "/kftoken/own/echo", ["-H", "Content-Type: application/json", "-d", '{"n": 1.0}'])
    expect(problem(json.body)).toMatchObject({ method: "POST", start: '{"n": 1.0}' })
    const form = await curl(both, "/kayako/own/echo", ["-d", "subject=h%C3%A9llo&x=1"])
    expect(problem(form.body).start).toMatch(/^subject=h%C3%A9llo&x=1&sessionid=\*+$/)
    expect((await curl(both, route, ["-X", "POST"])).body).toContain("<status><![CDATA[1]]></status>")
  })

  it("the caller's token, cookies and connection are not sent on, and its own headers are", async () => {
    const args = ["-H", "Cookie: a=b", "-H", "X-Own: yes", "-H", "Connection: x-drop", "-H", "X-Drop: 1"]
    const { headers } = problem((await curl(both, "/kftoken/own/echo", args)).body)
    expect(headers).toMatchObject({ "x-own": "yes", "accept-encoding": "identity" })
    expect(headers.authorization).toMatch(/^KfToken \*+$/)
    expect(headers).not.toHaveProperty("cookie")
    expect(headers).not.toHaveProperty("x-drop")
    expect(JSON.stringify(headers)).not.toContain(both.token)
  })

  it("multipart forms stream, with the session as their first part", async () => {
    const file = join(home.path, "upload.bin")
    writeFileSync(file, Buffer.alloc(20 * 1024 * 1024, "y"))
    const sent = await curl(both, "/kayako/own/echo", ["-F", "subject=hello", "-F", `file=@${file}`])
    const came = problem(sent.body)
    expect(came.size).toBeGreaterThan(20 * 1024 * 1024)
    expect(came.start).toMatch(
      /^(-+\w+)\r\nContent-Disposition: form-data; name="sessionid"\r\n\r\n\*+\r\n\1\r\nContent-Disposition: form-data; name="subject"\r\n\r\nhello\r\n/
    )
  })

  it("50 MB stream both ways", async () => {
    const large = Buffer.alloc(50 * 1024 * 1024, "x")
    const file = join(home.path, "large.bin")
    writeFileSync(file, large)
    const digest = createHash("sha256").update(large).digest("hex")
    const type = ["-H", "Content-Type: application/octet-stream"]
    const up = problem((await curl(both, "/kftoken/own/echo", [...type, "--data-binary", `@${file}`])).body)
    expect(up).toMatchObject({ size: large.length, digest })
    const down = join(home.path, "down.bin")
    await curl(both, "/kftoken/own/large", ["-o", down])
    const whole = readFileSync(down)
    expect(
      createHash("sha256")
        .update(whole.subarray(whole.indexOf("\r\n\r\n") + 4))
        .digest("hex")
    ).toBe(digest)
  })

  it("a body that cannot carry the session is 415, and one that is too large for memory 413", async () => {
    const raw = await curl(both, "/kayako/own/echo", ["-H", "Content-Type: text/csv", "-d", "a;b"])
    expect(raw.status).toBe(415)
    expect(problem(raw.body)).toMatchObject({ status: 415, reason: "InvalidConfiguration", vendor: "kayako" })
    const file = join(home.path, "form.txt")
    writeFileSync(file, `a=${"x".repeat(17 * 1024 * 1024)}`)
    expect((await curl(both, "/kayako/own/echo", ["--data", `@${file}`])).status).toBe(413)
  })

  it("a session that a caller puts in itself is refused, not overwritten", async () => {
    const own = await curl(both, "/kayako/own/echo", ["-d", "sessionid=mine"])
    expect(own.status).toBe(400)
    expect(problem(own.body).detail).toContain("sessionid")
  })

  it("Python's urllib", async () => {
    const script = `
import json, sys, urllib.parse, urllib.request
base, token = sys.argv[1:3]
def ask(path, data=None):
    request = urllib.request.Request(base + path, data=data, headers={"Authorization": "Bearer " + token})
    return urllib.request.urlopen(request).read().decode()
print(json.loads(ask("/kftoken/own/echo"))["method"])
print(json.loads(ask("/kayako/own/echo", urllib.parse.urlencode({"q": "ä"}).encode()))["start"][:9])
print("<status>" in ask("/kayako/staffapi/index.php?/Core/Default/GetInfo", b""))
`
    const ran = await execute("python3", ["-", both.address, both.token], script)
    expect(ran).toEqual({ code: 0, stderr: "", stdout: "GET\nq=%C3%A4&\nTrue\n" })
  })

  it("PHP", async () => {
    const script = `<?php
[, $base, $token] = $argv;
$ask = fn($path, $more = []) => file_get_contents($base . $path, false, stream_context_create(["http" => $more + ["header" => "Authorization: Bearer $token\\r\\nContent-Type: application/x-www-form-urlencoded"]]));
echo json_decode($ask("/kftoken/own/echo"))->method, "\\n";
echo substr(json_decode($ask("/kayako/own/echo", ["method" => "POST", "content" => http_build_query(["q" => "ä"])]))->start, 0, 9), "\\n";
`
    const file = join(home.path, "ask.php")
    writeFileSync(file, script)
    const ran = await execute("php", [file, both.address, both.token])
    expect(ran).toEqual({ code: 0, stderr: "", stdout: "GET\nq=%C3%A4&\n" })
  })
})

describe("answers", () => {
  it("the session is masked in text and headers, across chunks, and cookies are removed", async () => {
    const { body, headers } = await curl(both, "/kftoken/own/secret")
    expect(body).toMatch(/^the session is (\*+), and again: \1$/)
    expect(headers).toMatch(/x-session: \*+/)
    expect(headers.toLowerCase()).not.toContain("set-cookie")
  })

  it("a short answer that is no text comes byte for byte, with its length", async () => {
    const file = join(home.path, "bytes.bin")
    const args = ["-s", "-D", "-", "-o", file, "-H", `Authorization: Bearer ${both.token}`]
    const { stdout } = await execute("curl", [...args, `${both.address}/kftoken/own/bytes`])
    expect(stdout.toLowerCase()).toContain("content-length: 256")
    expect(stdout.toLowerCase()).not.toContain("transfer-encoding")
    expect(readFileSync(file)).toEqual(everyByte)
  })

  it("text that was compressed although nothing asked for it is decoded and masked", async () => {
    for (const encoding of ["gzip", "deflate", "br", "zstd", "gzip, br", "identity"]) {
      const { body, headers, status } = await curl(both, `/kftoken/own/secret?encoding=${encodeURIComponent(encoding)}`)
      expect(status).toBe(200)
      expect(body).toMatch(/^the session is (\*+), and again: \1$/)
      if (encoding !== "identity") expect(headers.toLowerCase()).not.toContain("content-encoding")
    }
    const broken = await curl(both, "/kftoken/own/secret?encoding=gzip&broken")
    expect(broken.body).toBe("")
    const picture = await curl(both, "/kftoken/own/secret?encoding=gzip&type=image/png", ["--compressed"])
    expect(picture.headers.toLowerCase()).toContain("content-encoding: gzip")
    expect(picture.body).toMatch(/^the session is \w/)
  })

  it("a part of a text comes whole, because a part may begin within a session", async () => {
    const range = ["-H", "Range: bytes=18-", "-H", 'If-Range: "x"']
    const { body, headers, status } = await curl(both, "/kftoken/own/ranged", range)
    expect(status).toBe(200)
    expect(body).toMatch(/^the session is (\*+), and again: \1$/)
    expect(headers.toLowerCase()).not.toContain("accept-ranges")
  })

  it("text in which a session could not be seen is refused", async () => {
    const asked = [
      "encoding=compress",
      "encoding=gzip,%20compress",
      "encoding=identity&status=206",
      "encoding=identity&status=206&type=multipart/byteranges;boundary%3Dx",
      "encoding=identity&type=text/plain;charset%3Dutf-16le"
    ]
    for (const query of asked) {
      const { body, status } = await curl(both, `/kftoken/own/secret?${query}`)
      expect(status).toBe(502)
      expect(problem(body)).toMatchObject({ title: "Answer cannot be masked", vendor: "kftoken" })
    }
  })

  it("a rejected session is noticed in a compressed answer, and replaced", async () => {
    await using crm = await startUpstream("kayako")
    crm.encoding = "gzip"
    const proxy = await startProxy(makeHome(), ["kayako", "--store", "none"], { ...desk, KAYAKO_URL: crm.url })
    const ask = () => curl(proxy, "/staffapi/index.php?/Core/Default/GetInfo", ["-X", "POST"])
    expect((await ask()).body).toContain("<status><![CDATA[1]]></status>")
    await crm.expireSessions()
    expect((await ask()).body).toContain("<status><![CDATA[1]]></status>")
    expect(await crm.logins()).toBe(2)
    proxy.child.kill("SIGINT")
    await proxy.ended
  })

  it("a redirect below the base address is rewritten, any other is 502", async () => {
    const below = await curl(both, "/kftoken/own/below")
    expect(below.status).toBe(302)
    expect(below.headers).toMatch(/location: \/kftoken\/own\/echo\?x=1\r?\n/i)
    expect((await curl(both, "/kftoken/own/outside")).status).toBe(502)
    expect((await curl(both, "/kftoken/own/aside")).status).toBe(502)
  })
})

describe("who may ask", () => {
  it("no token, and a wrong one", async () => {
    const none = await execute("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", `${both.address}${route}`])
    expect(none.stdout).toBe("401")
    expect((await curl({ ...both, token: "wrong" }, route)).status).toBe(401)
  })

  it("DNS rebinding: another Host is refused", async () => {
    expect((await curl(both, route, ["-H", "Host: evil.example"])).status).toBe(421)
    const port = new URL(both.address).port
    expect((await curl(both, route, ["-X", "POST", "-H", `Host: localhost:${port}`])).status).toBe(200)
    expect((await curl(both, route, ["-H", "Host: localhost:1"])).status).toBe(421)
  })

  it("a web page is refused, whatever it sends", async () => {
    expect((await curl(both, route, ["-H", "Origin: http://127.0.0.1"])).status).toBe(403)
    for (const site of ["cross-site", "same-origin"]) {
      expect((await curl(both, route, ["-H", `Sec-Fetch-Site: ${site}`])).status).toBe(403)
    }
    expect((await curl(both, route, ["-X", "POST", "-H", "Sec-Fetch-Site: none"])).status).toBe(200)
  })

  it("a request to another host is refused, as are CONNECT and WebSocket", async () => {
    const before = await kashflow.logins()
    const elsewhere = await execute("curl", [
      "-s",
      "-o",
      "/dev/null",
      "-w",
      "%{http_code}",
      "-x",
      both.address,
      "http://elsewhere.example/"
    ])
    expect(elsewhere.stdout).toBe("421")
    const tunnel = await execute("curl", [
      "-s",
      "-o",
      "/dev/null",
      "-w",
      "%{http_connect}",
      "-x",
      both.address,
      "https://elsewhere.example/"
    ])
    expect(tunnel.stdout).toBe("405")
    expect((await curl(both, "/kftoken//elsewhere.example/x")).status).toBe(400)
    const socket = await curl(both, "/kftoken/own/echo", ["-H", "Connection: Upgrade", "-H", "Upgrade: websocket"])
    expect(socket.status).toBe(501)
    expect(problem(socket.body).detail).toContain("WebSocket")
    expect((await curl(both, "/other/x")).status).toBe(404)
    expect(await kashflow.logins()).toBe(before)
  })
})

describe("sessions", () => {
  it("200 requests at once make one login, and one more when the session ends in the middle", async () => {
    await using crm = await startUpstream("kftoken")
    const own = makeHome()
    const proxy = await startProxy(own, ["kftoken", "--store", "none"], { ...books, KFTOKEN_URL: crm.url })
    const script = `
import concurrent.futures, sys, urllib.request
base, token = sys.argv[1:3]
def ask(_):
    request = urllib.request.Request(base + "/customers", headers={"Authorization": "Bearer " + token})
    return urllib.request.urlopen(request).status
with concurrent.futures.ThreadPoolExecutor(200) as pool:
    print(sorted(set(pool.map(ask, range(200)))))
`
    const burst = () => execute("python3", ["-", proxy.address, proxy.token], script)
    expect(await burst()).toEqual({ code: 0, stderr: "", stdout: "[200]\n" })
    expect(await crm.logins()).toBe(1)
    await crm.expireSessions()
    expect(await burst()).toEqual({ code: 0, stderr: "", stdout: "[200]\n" })
    expect(await crm.logins()).toBe(2)
    proxy.child.kill("SIGINT")
    expect((await proxy.ended).code).toBe(0)
  })

  it("an outage of the vendor is a problem document with Retry-After, and heals", async () => {
    await using crm = await startUpstream("kftoken")
    crm.outage = 503
    const proxy = await startProxy(makeHome(), ["kftoken"], { ...books, KFTOKEN_URL: crm.url })
    const down = await curl(proxy, "/own/echo")
    expect(down.status).toBe(503)
    expect(down.headers).toMatch(/retry-after: \d+/i)
    expect(down.headers).toMatch(/content-type: application\/problem\+json/i)
    expect(problem(down.body)).toMatchObject({
      type: "urn:crm-auth:reason:Unavailable",
      status: 503,
      vendor: "kftoken"
    })
    crm.outage = undefined
    for (let tries = 0; (await curl(proxy, "/own/echo")).status !== 200; tries++) {
      expect(tries).toBeLessThan(100)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    proxy.child.kill("SIGINT")
    await proxy.ended
  }, 60_000)

  it("wrong credentials are 502 and are sent once", async () => {
    await using emulator = await startEmulator("kayako")
    const proxy = startProxy(makeHome(), ["kayako"], { ...desk, KAYAKO_PASSWORD: "wrong", KAYAKO_URL: emulator.url })
    await expect(proxy).rejects.toThrow("the proxy ended with 4")
    expect(await emulator.attempts()).toBe(1)
  })
})

describe("rules", () => {
  it("--read-only passes on what reads; every call of Kayako is a POST, and the spec knows which read", async () => {
    const proxy = await startProxy(makeHome(), ["kayako", "--read-only"], { ...desk, KAYAKO_URL: kayako.url })
    const info = "/staffapi/index.php?/Core/Default/GetInfo"
    expect((await curl(proxy, info, ["-X", "POST"])).status).toBe(200)
    const write = await curl(proxy, "/staffapi/index.php?/Tickets/Push", ["-d", "payload=x"])
    expect(write.status).toBe(403)
    expect(problem(write.body).detail).toContain("--read-only")
    proxy.child.kill("SIGINT")
    await proxy.ended
  })

  it("--read-only and --allow know the operation of vtiger, coreBOS and Kafinea", async () => {
    await using crm = await startEmulator("vtiger")
    const account = {
      VTIGER_URL: crm.url,
      VTIGER_USERNAME: "jane+crm@acme.example",
      VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
    }
    const vtigerHome = makeHome()
    const reading = await startProxy(vtigerHome, ["vtiger", "--read-only"], account)
    const page = "/webservice.php"
    expect((await curl(reading, `${page}?operation=listtypes`)).status).toBe(200)
    expect((await curl(reading, page, ["-d", "operation=create&elementType=Contacts"])).status).toBe(403)
    // PHP lets a form overrule the query, and is lenient about names.
    expect((await curl(reading, `${page}?operation=listtypes`, ["-d", "operation=delete&id=1"])).status).toBe(403)
    expect((await curl(reading, `${page}?operation=listtypes`, ["-d", "%20operation=delete"])).status).toBe(403)
    expect((await curl(reading, page, ["-F", "operation=delete"])).status).toBe(403)
    reading.child.kill("SIGINT")
    await reading.ended
    const allowing = await startProxy(
      vtigerHome,
      ["vtiger", "--allow", "GET listtypes", "--allow", "POST query"],
      account
    )
    expect((await curl(allowing, `${page}?operation=listtypes`)).status).toBe(200)
    expect((await curl(allowing, `${page}?operation=describe&elementType=Contacts`)).status).toBe(403)
    allowing.child.kill("SIGINT")
    await allowing.ended
  })

  it("--allow takes no rule that no request can fit, and warns of an operation that is not known", async () => {
    const home = makeHome()
    const [word, method, alone] = await Promise.all(
      ["GETX", "GTE /staffapi*", "POST"].map((rule) => run(home, ["proxy", "kayako", "--allow", rule, "--port", "0"]))
    )
    expect(word).toMatchObject({ code: 2, stdout: "" })
    expect(word?.stderr).toContain("A path begins with a slash, and Kayako Classic names no operations.")
    expect(method).toMatchObject({ code: 2, stdout: "" })
    expect(method?.stderr).toContain('There is no method "GTE"; there are: GET, HEAD')
    expect(alone).toMatchObject({ code: 2, stdout: "" })
    expect(alone?.stderr).toContain("Write a path after it")
    const operation = await run(home, ["proxy", "vtiger", "--allow", "POST nosuchop", "--allow", "query"])
    expect(operation.stderr).toContain("fits --allow 'POST nosuchop'. Known are: listtypes, describe")
    expect(operation.stderr).not.toContain("--allow 'query'")
  })

  it("--allow judges paths as a server may read them", async () => {
    await using crm = await startUpstream("kftoken")
    const proxy = await startProxy(makeHome(), ["kftoken", "--allow", "GET /own/echo*"], {
      ...books,
      KFTOKEN_URL: crm.url
    })
    expect((await curl(proxy, "/own/echo")).status).toBe(200)
    expect((await curl(proxy, "/own/echo", ["-X", "POST"])).status).toBe(403)
    expect((await curl(proxy, "/own/secret")).status).toBe(403)
    expect((await curl(proxy, "/own/echo/../secret", ["--path-as-is"])).status).toBe(403)
    expect((await curl(proxy, "/own/echo/%2e%2e%2fsecret", ["--path-as-is"])).status).toBe(403)
    proxy.child.kill("SIGINT")
    await proxy.ended
  })
})

describe("how it runs", () => {
  it("the audit has one line per request, and no secret", async () => {
    await curl(both, "/kftoken/own/echo?q=private")
    // The line is written when the answer is out, which may be after the caller has it.
    const audited = () => readFileSync(audit, "utf8")
    const [line] = await until(audited, /^\{.*"path":"\/own\/echo".*\}$/m)
    expect(JSON.parse(line)).toMatchObject({
      vendor: "kftoken",
      path: "/own/echo",
      status: 200,
      tookMillis: expect.any(Number)
    })
    const text = readFileSync(audit, "utf8")
    for (const secret of [both.token, password, "private"]) expect(text).not.toContain(secret)
    expect(statSync(audit).mode & 0o777).toBe(0o600)
  })

  it("a socket is its user's alone, and goes when the proxy does", async () => {
    const path = join(home.path, "proxy.sock")
    const proxy = await startProxy(makeHome(), ["kayako", "--socket", path], { ...desk, KAYAKO_URL: kayako.url })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const args = ["--unix-socket", path, "-X", "POST"]
    const answer = await curl(
      { ...proxy, address: "http://localhost" },
      "/staffapi/index.php?/Core/Default/GetInfo",
      args
    )
    expect(answer.status).toBe(200)
    proxy.child.kill("SIGINT")
    expect((await proxy.ended).code).toBe(0)
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined()
  })

  it("the first Ctrl-C answers open requests; the second ends it at once", async () => {
    await using crm = await startUpstream("kftoken")
    const account = { ...books, KFTOKEN_URL: crm.url }
    const draining = await startProxy(makeHome(), ["kftoken"], account)
    const open = curl(draining, "/own/slow")
    await until(() => String(crm.waiting()), /^1$/)
    draining.child.kill("SIGINT")
    await until(draining.errors, /Ending/)
    expect((await curl(draining, "/own/echo")).status).toBe(0)
    crm.answerWaiting()
    expect(await open).toMatchObject({ status: 200, body: "late" })
    expect((await draining.ended).code).toBe(0)

    const hasty = await startProxy(makeHome(), ["kftoken"], account)
    const lost = curl(hasty, "/own/slow")
    await until(() => String(crm.waiting()), /^1$/)
    hasty.child.kill("SIGINT")
    await until(hasty.errors, /Ending/)
    hasty.child.kill("SIGINT")
    expect((await hasty.ended).code).toBe(130)
    expect((await lost).status).toBe(0)
  })

  it("a caller that goes away takes its request with it", async () => {
    const cut = execute("curl", [
      "-s",
      "-m",
      "1",
      "-H",
      `Authorization: Bearer ${both.token}`,
      `${both.address}/kftoken/own/slow`
    ])
    expect((await cut).code).toBe(28)
    await until(() => String(kashflow.cut()), /^1$/)
  })

  it("a slow reader gets its whole answer, which is not held in memory meanwhile", { concurrent: false }, async () => {
    const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${both.child.pid}/status`, "utf8"))?.[1])
    const url = new URL(`${both.address}/kftoken/own/large`)
    const asked = request(url, { headers: { authorization: `Bearer ${both.token}` } })
    asked.end()
    const [response] = await once(asked, "response")
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const before = resident()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(resident() - before).toBeLessThan(20_000)
    let size = 0
    for await (const chunk of response) size += chunk.length
    expect(size).toBe(50 * 1024 * 1024)
  })

  it("a slow writer is served, and a body that is cut is not sent on as whole", async () => {
    const { hostname, port } = new URL(both.address)
    const head = (path: string) =>
      [
        `POST /kayako/own/${path} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Authorization: Bearer ${both.token}`,
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: 7",
        "Connection: close",
        "",
        ""
      ].join("\r\n")
    const slow = connect(Number(port), hostname)
    let text = ""
    slow.on("data", (chunk) => (text += String(chunk)))
    slow.write(head("echo"))
    for (const byte of "a=slow!") {
      slow.write(byte)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    await until(() => text, /"start":"a=slow!&sessionid=/)
    slow.destroy()
    const cut = connect(Number(port), hostname)
    cut.write(`${head("cut")}a=b`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    cut.destroy()
    await until(() => readFileSync(audit, "utf8"), /"vendor":"kayako".*"path":"\/own\/cut".*"status":4\d\d/)
  })
})
