/** What the server of the timed requests answers: every login gets the same words, so that the client is what is timed. */
import type { Reply } from "../server.ts"

export const kayakoLogin =
  '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi>\n<status><![CDATA[1]]></status>\n<error />\n<version><![CDATA[4.93.0]]></version>\n<sessionid><![CDATA[00000000000000000000000000000123]]></sessionid>\n<sessiontimeout><![CDATA[3600]]></sessiontimeout>\n<staffid><![CDATA[7]]></staffid>\n</kayako_staffapi>'

const challenge = { success: true, result: { token: "5f0c1d2e3a4b6", serverTime: 1790000000, expireTime: 1790007200 } }
const webserviceLogin = {
  success: true,
  result: { sessionName: "q1w2e3r4t5y6u7i8o9p0a1s2d3", userId: "19x7", version: "0.22", vtigerVersion: "5.5.0" }
}
const positions = [5, 2, 8].map((Position) => ({ Position, Value: "" }))

/** Ten kilobytes of tickets in a good envelope. */
export const tickets = `<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status><![CDATA[1]]></status><error />${'<ticket id="1"><subject><![CDATA[Printer on fire]]></subject></ticket>'.repeat(145)}</kayako_staffapi>`

/** The answer to a request. */
export const cannedReply = (method: string, path: string, body: string): Reply => {
  if (path.startsWith("/staffapi")) {
    const headers = { "content-type": "text/xml" }
    if (path.endsWith("/Login")) return { headers, text: kayakoLogin }
    return { headers, text: tickets, ...(path.endsWith("/Chunked") ? { chunked: true } : undefined) }
  }
  if (path.startsWith("/webservice.php")) {
    if (path.includes("getchallenge")) return { json: challenge }
    return { json: body.includes("operation=login") ? webserviceLogin : { success: true, result: {} } }
  }
  if (path.startsWith("/sessiontoken")) {
    return method === "POST"
      ? {
          status: 201,
          json: { TemporaryToken: "11111111-2222-4333-8444-555555555555", MemorableWordList: positions }
        }
      : { json: { SessionToken: "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE", CompanyName: "Demo Ltd" } }
  }
  if (path.startsWith("/customers")) return { json: { Data: [], MetaData: {} } }
  return { json: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } } }
}
