/**
 * Lists the types of a vtiger installation, and shows what the engine does meanwhile. Nothing here is Effect.
 *
 * Variables: VTIGER_URL, VTIGER_USERNAME, VTIGER_ACCESS_KEY.
 */
import { listTypes } from "@crm-auth/vtiger/operations"
import { AuthError, connect } from "@crm-auth/vtiger/promise"

const { VTIGER_ACCESS_KEY = "", VTIGER_URL = "", VTIGER_USERNAME = "" } = process.env

await using crm = await connect({ url: VTIGER_URL, username: VTIGER_USERNAME, accessKey: VTIGER_ACCESS_KEY })

const watching = (async () => {
  for await (const event of crm.events) console.log(`event: ${event._tag}`)
})()

try {
  const reply = await crm.call(listTypes, {})
  console.log(`types: ${JSON.stringify(reply).slice(0, 200)}`)
  const { account, ok, tookMillis } = await crm.check()
  console.log(`${account} can work: ${ok}, in ${tookMillis} ms`)
} catch (error) {
  if (!(error instanceof AuthError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

await crm.close()
await watching
