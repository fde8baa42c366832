import { replay, type Replay } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Schemas from "../src/generated/schemas.ts"
import { getInfo, login, logout, retrieveTickets } from "../src/operations.ts"
import { examples } from "./generated/examples.ts"

const replays: { readonly [operation: string]: Replay } = {
  login: replay(login, Schemas.LoginInput, Schemas.LoginDocument),
  logout: replay(logout, Schemas.LogoutInput),
  getInfo: replay(getInfo, Schemas.GetInfoInput, Schemas.InfoDocument),
  retrieveTickets: replay(retrieveTickets, Schemas.RetrieveTicketsInput, Schemas.TicketsDocument)
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
