/** Five callers with a wrong password cost one login request. */
import { AuthError, connect } from "@crm-auth/kayako/promise"

await using desk = await connect({
  url: "https://desk.example/support",
  username: "jane@desk.example",
  password: "not-the-password"
})

// What the engine does, as it happens.
void (async () => {
  for await (const event of desk.events) console.log(event)
})()

for (const attempt of [1, 2, 3, 4, 5]) {
  const outcome = await desk.session().catch((error: AuthError) => error)
  if (outcome instanceof AuthError) console.log(attempt, outcome.reason._tag, outcome.message)
}
