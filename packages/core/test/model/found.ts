/** Programs that broke a promise once, as the soak found and shrank them. */
import type { Program } from "./program.ts"

export const againstReference: ReadonlyArray<Program> = [
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 1,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: undefined,
    commands: [
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "setClock", by: -7200000 },
      { do: "get" },
      { do: "invalidate" },
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "expireSessions" },
      { do: "advance", millis: 1 }
    ]
  },
  {
    fixedCredentials: false,
    renews: true,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 1,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: undefined,
    commands: [
      { do: "nextRenewal", ok: false, takes: 1 },
      { do: "get" },
      { do: "renew" },
      { do: "interrupt", caller: 0 },
      { do: "logout" },
      { do: "advance", millis: 1 },
      { do: "nextLogin", end: "InvalidCredentials", takes: 0, wait: undefined }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 1,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: undefined,
    commands: [
      { do: "get" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "nextLogin", end: "ok", takes: 1, wait: undefined },
      { do: "get" },
      { do: "renew" },
      { do: "advance", millis: 1 },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "events" }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 1,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: undefined,
    commands: [
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "setClock", by: -7200000 },
      { do: "get" },
      { do: "renew" },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "get" }
    ]
  }
]

export const againstInvariants: ReadonlyArray<Program> = [
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 2,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: { idleTimeToLive: Infinity },
    commands: [
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "nextLogout", end: "ok", takes: 1 },
      { do: "nextLogin", end: "ok", takes: 1, wait: undefined },
      { do: "burst", calls: 2, takes: 0 },
      { do: "close" },
      { do: "nextLogout", end: "ok", takes: 1 },
      { do: "get" }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 3,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: { idleTimeToLive: Infinity },
    commands: [
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "nextLogin", end: "ok", takes: 1, wait: undefined },
      { do: "get" },
      { do: "burst", calls: 2, takes: 1 },
      { do: "renew" },
      { do: "close" },
      { do: "nextLogout", end: "ok", takes: 1 },
      { do: "nextKeepAlive", end: "ok", takes: 0 }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: 20000,
    absolute: undefined,
    patient: false,
    parallelSessions: 2,
    renewal: "ahead",
    keepWarmFor: undefined,
    keepsAlive: true,
    map: { idleTimeToLive: Infinity },
    commands: [
      { do: "nextLogout", end: "ok", takes: 1 },
      { do: "nextKeepAlive", end: "gone", takes: 0 },
      { do: "burst", calls: 2, takes: 1 },
      { do: "nextLogin", end: "InvalidCredentials", takes: 1, wait: undefined },
      { do: "advance", millis: 60000 },
      { do: "logout" },
      { do: "renew" }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: false,
    parallelSessions: 3,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: { idleTimeToLive: Infinity },
    commands: [
      { do: "burst", calls: 5, takes: 1 },
      { do: "credentials", version: 1, readable: false },
      { do: "expireSessions" },
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "call", safe: false, takes: 0, answer: "accepted" },
      { do: "nextLogout", end: "ok", takes: 1 },
      { do: "logout" }
    ]
  },
  {
    fixedCredentials: false,
    renews: false,
    rejectedBeforeWork: false,
    idle: undefined,
    absolute: undefined,
    patient: true,
    parallelSessions: 1,
    renewal: "onUse",
    keepWarmFor: undefined,
    keepsAlive: false,
    map: { idleTimeToLive: Infinity },
    commands: [
      { do: "nextLogin", end: "ok", takes: 1, wait: undefined },
      { do: "call", safe: false, takes: 1, answer: "accepted" },
      { do: "interrupt", caller: 0 },
      { do: "drop" },
      { do: "nextLogout", end: "gone", takes: 1 },
      { do: "get" }
    ]
  },
  {
    fixedCredentials: true,
    renews: false,
    rejectedBeforeWork: false,
    patient: false,
    parallelSessions: 1,
    renewal: "onUse",
    keepsAlive: false,
    map: { idleTimeToLive: 60000 },
    commands: [
      { do: "nextLookup", takes: 1500 },
      { do: "advance", millis: 3700000 },
      { do: "get" },
      { do: "logout" },
      { do: "drop" },
      { do: "burst", calls: 6, takes: 900 },
      { do: "call", safe: false, takes: 20000, answer: "accepted" },
      { do: "interrupt", caller: 9 },
      { do: "advance", millis: 1000000 }
    ],
    idle: undefined,
    absolute: undefined,
    keepWarmFor: undefined
  }
]
