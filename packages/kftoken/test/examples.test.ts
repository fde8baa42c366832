import { replay, type Replay } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Schemas from "../src/generated/schemas.ts"
import {
  createCustomer,
  createSessionToken,
  createTemporaryToken,
  deleteSessionToken,
  exchangeExternalToken,
  listCustomers
} from "../src/operations.ts"
import { examples } from "./generated/examples.ts"

const replays: { readonly [operation: string]: Replay } = {
  createTemporaryToken: replay(createTemporaryToken, Schemas.CreateTemporaryTokenInput, Schemas.TemporaryToken),
  createSessionToken: replay(createSessionToken, Schemas.CreateSessionTokenInput, Schemas.SessionToken),
  exchangeExternalToken: replay(exchangeExternalToken, Schemas.ExchangeExternalTokenInput, Schemas.SessionToken),
  deleteSessionToken: replay(deleteSessionToken, Schemas.DeleteSessionTokenInput),
  listCustomers: replay(listCustomers, Schemas.ListCustomersInput, Schemas.CustomerList),
  createCustomer: replay(createCustomer, Schemas.CreateCustomerInput, Schemas.Customer)
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
