import { replay, type Replay } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Schemas from "../src/generated/schemas.ts"
import {
  createContactInformation,
  createToken,
  createTokenFromConsumerApplicationKey,
  createTokenFromDeviceApplicationKey,
  createTokenFromWebApiKey,
  releaseToken,
  showContactInformation
} from "../src/operations.ts"
import { examples } from "./generated/examples.ts"

const replays: { readonly [operation: string]: Replay } = {
  createToken: replay(createToken, Schemas.CreateTokenInput, Schemas.TokenReply),
  releaseToken: replay(releaseToken, Schemas.ReleaseTokenInput),
  createTokenFromWebApiKey: replay(createTokenFromWebApiKey, Schemas.CreateTokenFromWebApiKeyInput, Schemas.TokenReply),
  createTokenFromConsumerApplicationKey: replay(
    createTokenFromConsumerApplicationKey,
    Schemas.CreateTokenFromConsumerApplicationKeyInput,
    Schemas.TokenReply
  ),
  createTokenFromDeviceApplicationKey: replay(
    createTokenFromDeviceApplicationKey,
    Schemas.CreateTokenFromDeviceApplicationKeyInput,
    Schemas.TokenReply
  ),
  showContactInformation: replay(showContactInformation, Schemas.ShowContactInformationInput, Schemas.ContactReply),
  createContactInformation: replay(
    createContactInformation,
    Schemas.CreateContactInformationInput,
    Schemas.ContactReply
  )
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
