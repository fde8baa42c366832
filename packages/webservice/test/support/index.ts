// What the tests of every vendor of the family use. The workspace alone can import it: it is not published.
export { familyTraps } from "./family/index.ts"
export { listTypes, operationsOf, patiently, requestsFor, tagOf } from "./family/subject.ts"
export { inProcess, inThisProcess } from "./processes.ts"
export { afterChallenge } from "./racing.ts"
export { md5, member, type Sent, wire } from "./wire.ts"
