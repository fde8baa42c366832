/**
 * Logs in as a person whose desk asks for a one-time key. The question is asked only when the desk wants an answer.
 *
 * Variables: KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD.
 */
import { AuthError, connect } from "@crm-auth/kayako/promise"
import { createInterface } from "node:readline/promises"

const { KAYAKO_PASSWORD = "", KAYAKO_URL = "", KAYAKO_USERNAME = "" } = process.env

const terminal = createInterface({ input: process.stdin, output: process.stdout })

try {
  await using desk = await connect({
    url: KAYAKO_URL,
    username: KAYAKO_USERNAME,
    password: KAYAKO_PASSWORD,
    // A person needs time to look for the key.
    loginTimeout: "2 minutes",
    secondFactor: ({ prompt }) => terminal.question(`${prompt ?? "One-time key"}: `)
  })
  const { expiresAt, id } = await desk.session()
  console.log(
    `\nlogged in: session ${id}${expiresAt === undefined ? "" : ` until ${new Date(expiresAt).toISOString()}`}`
  )
} catch (error) {
  if (!(error instanceof AuthError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
} finally {
  terminal.close()
}
