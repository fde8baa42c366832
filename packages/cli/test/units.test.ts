/** The small parts, at the level where they decide. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { execFileSync } from "node:child_process"
import { describe, expect, it } from "vitest"
import * as Reason from "@crm-auth/core"
import { parseDuration } from "../src/duration.ts"
import { fromAuthError, loginCommand } from "../src/authFailure.ts"
import { printable } from "../src/events.ts"
import { foldersOf } from "../src/paths.ts"
import { printVariables } from "../src/variables.ts"
import { written } from "../src/written.ts"
import { refusal } from "../src/proxy/guard.ts"
import { rewritten } from "../src/proxy/headers.ts"
import { isTextual, Masker, needlesOf } from "../src/proxy/mask.ts"
import { operationsIn } from "../src/proxy/rules.ts"

describe("masking", () => {
  const secret = 'a/b+c"d&e'
  const masked = (text: string, sizes: number) => {
    const masker = new Masker(needlesOf([secret, "second-one"]))
    const bytes = Buffer.from(text)
    const out: Array<Uint8Array> = []
    for (let at = 0; at < bytes.length; at += sizes) out.push(masker.push(bytes.subarray(at, at + sizes)))
    return Buffer.concat([...out, masker.end()]).toString()
  }

  it("finds a session in every spelling, whatever the chunks, and keeps the length", () => {
    const spelled = [secret, JSON.stringify(secret), encodeURIComponent(secret), "a/b+c&quot;d&amp;e", "second-one"]
    const text = `ä ${spelled.join(" – ")} a/b+c is no session`
    for (const size of [1, 2, 3, 5, 7, 11, 1000]) {
      const result = masked(text, size)
      expect(Buffer.byteLength(result)).toBe(Buffer.byteLength(text))
      expect(result).toMatch(/^ä \*+ – "\*+" – \*+ – \*+ – \*+ a\/b\+c is no session$/)
    }
  })

  it("holds nothing back that cannot be the start of a session", () => {
    const masker = new Masker(needlesOf(["abcdef"]))
    expect(Buffer.from(masker.push(Buffer.from("xyz ab"))).toString()).toBe("xyz ")
    expect(Buffer.from(masker.push(Buffer.from("cx"))).toString()).toBe("abcx")
    expect(masker.end()).toHaveLength(0)
  })

  it("does not tear holes for a session of a few characters", () => expect(needlesOf(["ab"])).toEqual([]))

  it("knows text from bytes", () => {
    for (const type of [
      "text/html; charset=x",
      "application/json",
      "application/problem+json",
      "image/svg+xml",
      undefined
    ]) {
      expect(isTextual(type)).toBe(true)
    }
    for (const type of ["application/pdf", "image/png", "application/octet-stream"]) expect(isTextual(type)).toBe(false)
  })
})

describe("the proxy's rules", () => {
  it("operations are seen as PHP sees them", () => {
    expect(operationsIn("operation=query&x=1")).toEqual(["query"])
    expect(operationsIn("operation=a&operation=b")).toEqual(["a", "b"])
    expect(operationsIn("%20operation=a&operation[]=b&operation%00x=c&operations=d")).toEqual(["a", "b", "c"])
  })

  it("redirects are judged after parsing", () => {
    const at = (location: string) =>
      rewritten(location, "https://crm.example/acme/page", "https://crm.example/acme", "/v")
    expect(at("/acme/next?x=1#y")).toBe("/v/next?x=1#y")
    expect(at("https://crm.example:443/acme")).toBe("/v/")
    for (const elsewhere of [
      "/other",
      "../x",
      "//evil.example/acme",
      "https://crm.example/acmex",
      "http://crm.example/acme"
    ]) {
      expect(at(elsewhere)).toBeUndefined()
    }
  })

  it("a host is this machine's, with the proxy's own port", () => {
    const asked = (host: string | undefined, port: number | undefined) =>
      refusal({ method: "GET", url: "/", headers: host === undefined ? {} : { host } }, { port, token: undefined })
        ?.status
    expect(asked("127.0.0.1:7000", 7000)).toBeUndefined()
    expect(asked("LOCALHOST:7000", 7000)).toBeUndefined()
    expect(asked("[::1]:7000", 7000)).toBeUndefined()
    expect(asked("localhost", undefined)).toBeUndefined()
    for (const host of ["127.0.0.1", "127.0.0.1:7001", "127.0.0.1.evil.example:7000", "evil.example:7000", undefined]) {
      expect(asked(host, 7000)).toBe(421)
    }
  })
})

describe("printing", () => {
  const variables = { X: "it's $HOME \"`\\\n!", Y: "plain" }
  const printed = (format: Parameters<typeof printVariables>[1]) => Effect.runSync(printVariables(variables, format))

  it("a value survives a shell", () => {
    const out = execFileSync("sh", ["-c", `${printed("posix")}\nprintf %s "$X"`], { encoding: "utf8" })
    expect(out).toBe(variables.X)
  })

  it("each format keeps a value whole", () => {
    expect(printed("powershell")).toContain("$env:X = 'it''s $HOME")
    expect(printed("dotenv")).toContain('X="it\'s \\$HOME \\"\\`\\\\\\n!"')
    expect(printed("github")).toBe(`X<<crm_auth_X\n${variables.X}\ncrm_auth_X\nY=plain`)
    expect(JSON.parse(printed("json"))).toEqual(variables)
  })

  it("curl's configuration quotes what it must", () => {
    expect(written("curl", { in: "header", name: "Authorization", scheme: "KfToken" }, 'a"b\\c')).toBe(
      'header = "Authorization: KfToken a\\"b\\\\c"'
    )
    expect(written("curl", { in: "query", name: "s" }, "a b")).toBe('url-query = "s=a b"')
    expect(written("form", { in: "form", name: "s" }, "a b&c")).toBe("s=a+b%26c")
  })
})

describe("settings", () => {
  it("durations", () => {
    const millis = (text: string) => {
      const duration = parseDuration(text)
      return duration === undefined ? undefined : Duration.toMillis(duration)
    }
    expect(["500ms", "30s", "2m", "1h", "5", "1.5s"].map(millis)).toEqual([500, 30_000, 120_000, 3_600_000, 5000, 1500])
    expect(["", "0", "-1s", "5 days", "x"].map(millis)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it("folders of Linux, macOS and Windows", () => {
    expect(foldersOf({}, "linux", "/home/jane")).toEqual({
      config: "/home/jane/.config/crm-auth",
      state: "/home/jane/.local/state/crm-auth",
      cache: "/home/jane/.cache/crm-auth"
    })
    expect(foldersOf({ XDG_CONFIG_HOME: "/c", XDG_STATE_HOME: "relative" }, "linux", "/h")).toEqual({
      config: "/c/crm-auth",
      state: "/h/.local/state/crm-auth",
      cache: "/h/.cache/crm-auth"
    })
    expect(foldersOf({}, "darwin", "/Users/jane").config).toBe("/Users/jane/Library/Application Support/crm-auth")
    expect(foldersOf({}, "darwin", "/Users/jane").cache).toBe("/Users/jane/Library/Caches/crm-auth")
    expect(foldersOf({ APPDATA: "C:\\A", LOCALAPPDATA: "C:\\L" }, "win32", "C:\\Users\\jane")).toEqual({
      config: "C:\\A\\crm-auth",
      state: "C:\\L\\crm-auth",
      cache: "C:\\L\\cache\\crm-auth"
    })
    expect(foldersOf({ APPDATA: "relative" }, "win32", "C:\\Users\\jane").config).toBe(
      "C:\\Users\\jane\\AppData\\Roaming\\crm-auth"
    )
  })
})

it("advice of the engine is for a person at a terminal", () => {
  const reasons = [
    new Reason.InvalidCredentials({}),
    new Reason.AccountLocked({}),
    new Reason.PasswordExpired({}),
    new Reason.AccessDenied({}),
    new Reason.SubscriptionExpired({}),
    new Reason.SecondFactorRequired({ factor: "oneTimeKey" }),
    new Reason.SecondFactorRejected({ factor: "oneTimeKey" }),
    new Reason.SecondFactorRejected({ factor: "memorableWord" }),
    new Reason.SessionRejected({}),
    new Reason.VendorFailure({ code: "E1" })
  ]
  for (const reason of reasons) {
    const error = new Reason.AuthError({ vendor: "kayako", operation: "login", reason })
    for (const isKept of [true, false]) {
      const { message } = fromAuthError(error, { isKept })
      expect(message).not.toMatch(/manager|SecondFactor|layer|refine|reset/)
      // Without a store no later run knows of a refusal.
      if (!isKept) expect(message).not.toMatch(/--again/)
    }
    const duration = Duration.millis(1)
    const event: Reason.SessionEvent = {
      _tag: "LoginFailed",
      cause: "login",
      at: 0,
      vendor: "kayako",
      reason,
      duration
    }
    // The log is read by the same people.
    expect(JSON.parse(printable("kayako", event)).message).not.toMatch(/manager|SecondFactor|refine|reset/)
  }
})

it("advice names the account: its profile and its login method, quoted where a shell needs it", () => {
  expect(loginCommand("kayako", "kayako", { method: undefined })).toBe("crm-auth login kayako")
  expect(loginCommand("corebos", "it's", { method: "passwordLogin" })).toBe(
    "crm-auth login corebos --profile 'it'\\''s' --method passwordLogin"
  )
})
