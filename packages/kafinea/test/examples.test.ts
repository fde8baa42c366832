import { replay, type Replay } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Schemas from "../src/generated/schemas.ts"
import { extendSession, extendSessionByGet, getChallenge, listTypes, login, logout } from "../src/operations.ts"
import { examples } from "./generated/examples.ts"

const replays: { readonly [operation: string]: Replay } = {
  getChallenge: replay(getChallenge, Schemas.GetChallengeInput, Schemas.ChallengeReply),
  login: replay(login, Schemas.LoginInput, Schemas.LoginReply),
  logout: replay(logout, Schemas.LogoutInput),
  extendSession: replay(extendSession, Schemas.ExtendSessionInput, Schemas.ExtendReply),
  extendSessionByGet: replay(extendSessionByGet, Schemas.ExtendSessionByGetInput, Schemas.ExtendReply),
  listTypes: replay(listTypes, Schemas.ListTypesInput, Schemas.TypesReply)
}

describe("every example of the spec gives the success or the reason that it says", () => {
  for (const example of examples) {
    it.effect(`${example.operation}: ${example.name}, ${example.status}`, () => {
      const run = replays[example.operation]
      assert.isDefined(run)
      return run(example)
    })
  }
})
