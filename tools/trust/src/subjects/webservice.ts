/** What the vendors of the `webservice.php` family have in common. */
import { defaultAccounts } from "@crm-auth/webservice/testing"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import type { Request } from "../Subject.ts"

export const username = "omar"
export const accessKey = "h7Jd0sWq4nBv"
export const password = 'Grün/5 & 6 "x" <y>'
export const sessionName = Redacted.make("5f4dcc3b5aa765d61d83")

export const accounts = [
  ...defaultAccounts.filter((account) => account.username !== username),
  { username, accessKey, password, id: 8 }
]

export const read: Request = (client) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } })

/** A query with `=` in a value, which must reach the server as it is. */
export const query: Request = (client) =>
  client.get("/webservice.php?operation=query&query=select%20*%20from%20Contacts%20where%20id=1;")

const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x8" })

export const write: Request = (client) =>
  client.post("/webservice.php", {
    body: HttpBody.urlParams({ operation: "create", elementType: "Contacts", element })
  })
