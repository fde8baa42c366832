/** The server ends the session between two requests. */
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

const read = () => desk.fetch("/staffapi/index.php?/Core/Default/GetInfo", { method: "POST" })
console.log((await read()).status)

// Another program that has the session logs it out.
const session = await desk.session()
await fetch("https://desk.example/support/staffapi/index.php?/Core/Default/Logout", {
  method: "POST",
  body: new URLSearchParams({ sessionid: session.secret() })
})

const answer = await read()
console.log(answer.status, (await answer.text()).slice(0, 60))
