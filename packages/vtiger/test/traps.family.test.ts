import { assert, describe, it } from "@effect/vitest"
import { makeVtiger } from "../src/index.ts"
import { getChallenge, login, logout } from "../src/operations.ts"
import { vtiger82, VtigerEmulator } from "../src/testing/index.ts"
import { familyTraps } from "@crm-auth/webservice/test"

// The traps of the webservice.php family; those of one vendor alone are in its traps.test.ts.
const names = [
  "F01 the session id is sessionName, else sessionId, else there is none",
  "F02 the session goes out as sessionName only, to calls and to the logout",
  "F03 expireTime is a number or its text, and no local clock is asked about it",
  "F04 parallel logins take turns, and one that another client beat is tried again",
  "F05 a refusal is tried again a few times at most, and what it means depends on who said it",
  "F06 every try has a challenge of its own, asked for right before it",
  "F07 no cookie is sent, though the server sets them, and none is kept",
  "F08 login and logout are forms, and a call with a JSON body is refused before it is sent",
  "F09 a challenge is asked for by GET, and answered by POST with nothing in the URL",
  "F10 a user name goes out percent-encoded UTF-8, and half a character is refused",
  "F11 no format is asked for; an empty reply to a login is not a login",
  "F12 a reply is read behind PHP's notices, and what is no reply is told without a secret",
  "F13 an empty 500 never repeats a write, and a session that keeps getting it is replaced once",
  "F14 a failure without a JSON body is judged by status and content",
  "F15 the key is used byte for byte, of any length, and its hash is lower-case hex",
  "F16 a code decides, whatever the text says",
  "F17 a session id and a user id are opaque",
  "F18 nothing depends on extendsession, and no dead session is extended",
  "F19 a redirect is followed nowhere, and told with its target",
  "F20 a challenge and a login carry no session, not even the dead one that they replace",
  "F21 a base URL in every form that people paste leads to one address",
  "F22 no key, hash or session is in a value, an error, a log line or a span",
  "F23 a logout that fails hides nothing and is not repeated; one word alone proves it",
  "F24 parallel work may have several sessions, and a logout does not wait for a slow call"
]

const traps = familyTraps({
  emulator: VtigerEmulator.make,
  manager: makeVtiger,
  extends: (options) => makeVtiger({ ...options, renewBy: "extendSession" }),
  getChallenge,
  login,
  logout,
  current: vtiger82,
  racing: vtiger82,
  breaksSessions: true,
  silentLogout: false,
  tries: 4
})

describe("vtiger: the family's traps", () => {
  it("are all run", () => {
    assert.deepStrictEqual([...traps.keys()], names)
  })

  for (const [name, trap] of traps) it.effect(name, () => trap)
})
