/** Twenty requests at once share one login. */
import { connect } from "@crm-auth/kayako/promise"

await using desk = await connect({
  url: "https://desk.example/support",
  username: "jane@desk.example",
  password: "p%ss+w"
})

// What the engine does, as it happens.
void (async () => {
  for await (const event of desk.events) console.log(event)
})()

const request = () => desk.fetch("/staffapi/index.php?/Core/Default/GetInfo", { method: "POST" })
const answers = await Promise.all(Array.from({ length: 20 }, request))
console.log(`${answers.length} answers, all ${answers[0]?.status}`)

const { account, ok } = await desk.check()
console.log(`one session, of ${account}; it works: ${ok}`)
