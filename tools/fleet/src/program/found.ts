/** Programs that broke a promise once, shrunk, with what broke it. */
import type { Program } from "./Program.ts"

export const found: Readonly<Record<string, Program>> = {
  "a call to a key-value store that is never answered keeps the later ones waiting for ever": {
    seed: -1392072504,
    store: "keyValue",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: undefined,
      absolute: undefined,
      login: "plain",
      loginTakes: 26000,
      lockout: undefined,
      mostSessions: undefined,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false
    },
    accounts: 1,
    storeLatency: 20,
    vendorLatency: 0,
    processes: [{ offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "storeCondition", condition: { kind: "hangs" }, millis: 1000 },
      { do: "wait", millis: 1000000 },
      { do: "touch", process: 0, account: 0 }
    ]
  },
  "the clean-up of a step that hangs keeps its caller waiting for ever": {
    seed: 1,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: undefined,
      absolute: undefined,
      login: "plain",
      loginTakes: 0,
      lockout: undefined,
      mostSessions: undefined,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 30,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "storeFault", skip: 0, fault: { kind: "lost" } },
      { do: "rush", account: 0, call: false },
      { do: "storeFault", skip: 16, fault: { kind: "lost" } },
      { do: "wait", millis: 1000000 },
      { do: "storeFault", skip: 0, fault: { kind: "refused", error: 0 } }
    ]
  },
  "a call of the application waits for ever, too": {
    seed: 21,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: undefined,
      absolute: undefined,
      login: "plain",
      loginTakes: 0,
      lockout: undefined,
      mostSessions: undefined,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [{ offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }],
    commands: [
      { do: "ask", process: 0, account: 0 },
      { do: "storeFault", skip: 24, fault: { kind: "lost" } },
      { do: "vendorLosesAll" },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "wait", millis: 1000000 },
      { do: "wait", millis: 1 }
    ]
  },
  "a process whose store fails keeps the lease, and the others miss their deadline": {
    seed: 2147483635,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: undefined,
      absolute: undefined,
      login: "plain",
      loginTakes: 0,
      lockout: undefined,
      mostSessions: undefined,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false
    },
    accounts: 1,
    storeLatency: 2,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "storeFault", skip: 31, fault: { kind: "lost" } },
      { do: "wait", millis: 1500 }
    ]
  },
  "a store that answers each step in almost five seconds costs a process that waits for another one's login its deadline":
    {
      seed: -451044984,
      store: "redis",
      cipher: "cheap",
      server: "small",
      vendor: {
        login: "plain",
        loginTakes: 0,
        logsOut: true,
        keepsAlive: false,
        renews: false,
        rejectedBeforeWork: false,
        idle: undefined,
        absolute: undefined,
        lockout: undefined,
        mostSessions: undefined
      },
      accounts: 1,
      storeLatency: 0,
      vendorLatency: 0,
      processes: [
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 4, quantum: 2048 }
      ],
      commands: [
        { do: "rush", account: 0, call: false },
        { do: "storeCondition", condition: { kind: "slow", millis: 4900 }, millis: 70000 },
        { do: "wait", millis: 1000000 },
        { do: "ask", process: 0, account: 0 }
      ]
    },
  "the same with a session that another process's credentials made": {
    seed: 1,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 4, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "storeCondition", condition: { kind: "slow", millis: 4900 }, millis: 70000 },
      { do: "wait", millis: 40000 },
      { do: "storeFault", skip: 0, fault: { kind: "refused", error: 0 } }
    ]
  },
  "a process that was reset before another one was refused must not try": {
    seed: 452211366,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 40 }
    ],
    commands: [
      { do: "reset", process: 0, account: 0 },
      { do: "wait", millis: 1 },
      { do: "rush", account: 0, call: false },
      { do: "kill", process: 0, steps: 13 }
    ]
  },
  "the time that a vendor takes to answer for a session that idled counts as a slow store, and the next session is not shared":
    {
      seed: 183607028,
      store: "files",
      cipher: "cheap",
      server: "small",
      vendor: {
        login: "plain",
        loginTakes: 0,
        logsOut: true,
        keepsAlive: true,
        renews: false,
        rejectedBeforeWork: false,
        idle: 900000,
        absolute: undefined,
        lockout: undefined,
        mostSessions: undefined
      },
      accounts: 1,
      storeLatency: 0,
      vendorLatency: 300,
      processes: [{ offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }],
      commands: [
        { do: "rush", account: 0, call: false },
        { do: "vendorFault", skip: 0, fault: { kind: "late", millis: 12000 } },
        { do: "wait", millis: 1000000 },
        { do: "rush", account: 0, call: false }
      ]
    },
  "the same with a vendor that hangs": {
    seed: -2147483623,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: true,
      renews: false,
      rejectedBeforeWork: false,
      idle: 60000,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [{ offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 200000 },
      { do: "vendorCondition", condition: { kind: "hangs" }, millis: 1000 },
      { do: "ask", process: 0, account: 0 }
    ]
  },
  "a process whose file system tells the time too late takes a lease that another process has extended meanwhile": {
    seed: 1218455251,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "vendorCondition", condition: { kind: "hangs" }, millis: 1000 },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 5000 },
      { do: "storeFault", skip: 28, fault: { kind: "lateAnswer", millis: 12000 } },
      { do: "wait", millis: 11000 },
      { do: "wait", millis: 1 }
    ]
  },
  "a process that writes late replaces a session in a folder that was removed and made again": {
    seed: 2147483624,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 2,
    storeLatency: 0,
    vendorLatency: 30,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 1, call: false },
      { do: "rush", account: 0, call: false },
      { do: "storeFault", skip: 17, fault: { kind: "late", millis: 200 } },
      { do: "wait", millis: 60 },
      { do: "storeLosesAll" },
      { do: "rush", account: 0, call: false }
    ]
  },
  "a session that is renewed with other credentials takes the place of a refusal that others must know": {
    seed: -859016958,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      absolute: 60000,
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: true,
      rejectedBeforeWork: false,
      idle: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 }
    ],
    commands: [
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "wait", millis: 5000 },
      { do: "wait", millis: 40000 },
      { do: "rush", account: 0, call: false },
      { do: "rush", account: 0, call: false },
      { do: "ask", process: 0, account: 0 }
    ]
  },
  "a logout that a pause delayed counts as one that no program asked for": {
    seed: 2103489888,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 2,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "wait", millis: 1000000 },
      { do: "logout", process: 3, account: 0 },
      { do: "pause", process: 3, millis: 600000, clockBy: 0 },
      { do: "wait", millis: 1 }
    ]
  },
  "a lease in a key-value store stays its holder's when another process writes late": {
    seed: -20,
    store: "keyValue",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "storeFault", skip: 6, fault: { kind: "late", millis: 200 } },
      { do: "vendorFault", skip: 0, fault: { kind: "late", millis: 200 } },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 11000 },
      { do: "storeFault", skip: 0, fault: { kind: "lost" } }
    ]
  },
  "a session is taken for private because an older file could not be removed after it was saved": {
    seed: -20,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 2,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "ask", process: 0, account: 0 },
      { do: "storeFault", skip: 26, fault: { kind: "refused", error: 0 } },
      { do: "wait", millis: 60 },
      { do: "ask", process: 1, account: 0 },
      { do: "wait", millis: 1000000 },
      { do: "close", process: 0, account: 0 },
      { do: "ask", process: 0, account: 0 }
    ]
  },
  "a logout takes a refusal out of the store that others must know": {
    seed: -484545744,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 2,
    vendorLatency: 0,
    processes: [{ offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 }],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 40000 },
      { do: "credentials", process: 0, version: 0 },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 11000 },
      { do: "logout", process: 0, account: 0 },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "kill", process: 0, steps: 29 },
      { do: "wait", millis: 40000 },
      { do: "restart", process: 0, version: 3 },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "renew", process: 0, account: 0 }
    ]
  },
  "a session is taken for private because saving it was refused though it was done, and logged out under another process":
    {
      seed: 2103489888,
      store: "redis",
      cipher: "cheap",
      server: "small",
      vendor: {
        login: "plain",
        loginTakes: 0,
        logsOut: true,
        keepsAlive: false,
        renews: false,
        rejectedBeforeWork: false,
        idle: undefined,
        absolute: undefined,
        lockout: undefined,
        mostSessions: undefined
      },
      accounts: 1,
      storeLatency: 0,
      vendorLatency: 0,
      processes: [
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
      ],
      commands: [
        { do: "storeFault", skip: 3, fault: { kind: "refusedLate", error: 0 } },
        { do: "ask", process: 0, account: 0 },
        { do: "wait", millis: 20000 },
        { do: "ask", process: 1, account: 0 },
        { do: "wait", millis: 1000 },
        { do: "close", process: 0, account: 0 }
      ]
    },
  "a session is taken for private because saving it had no answer, and logged out under another process": {
    seed: 2103489888,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "storeFault", skip: 3, fault: { kind: "lostAnswer" } },
      { do: "ask", process: 0, account: 0 },
      { do: "wait", millis: 20000 },
      { do: "ask", process: 1, account: 0 },
      { do: "wait", millis: 1000 },
      { do: "close", process: 0, account: 0 }
    ]
  },
  "bad credentials that come back after a login with good ones are sent again": {
    seed: 9,
    store: "none",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: 900000,
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "credentials", process: 1, version: 0 },
      { do: "wait", millis: 40000 },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 1000000 },
      { do: "credentials", process: 1, version: 3 },
      { do: "rush", account: 0, call: false },
      { do: "credentials", process: 0, version: 0 }
    ]
  },
  "a process whose clock was set back saves a refusal that it only remembers, over that of other credentials": {
    seed: -2,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "challenge",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 3, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 1000000 },
      { do: "rush", account: 0, call: false },
      { do: "setClock", process: 1, by: -7200000 },
      { do: "vendorFault", skip: 0, fault: { kind: "refused", error: 0 } }
    ]
  },
  "a process that was paused takes the lease of another one with a late write to a key-value store": {
    seed: -950899086,
    store: "keyValue",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 14000,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 2,
    storeLatency: 20,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "credentials", process: 0, version: 0 },
      { do: "ask", process: 0, account: 1 },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 60 },
      { do: "rush", account: 1, call: false },
      { do: "pause", process: 0, millis: 500, clockBy: 0 }
    ]
  },
  "a refusal is lost because the login's deadline comes while it is saved": {
    seed: -816129399,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: 900000,
      login: "plain",
      loginTakes: 14000,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 20,
    vendorLatency: 300,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 40 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "wait", millis: 1000000 },
      { do: "ask", process: 3, account: 0 },
      { do: "wait", millis: 10 },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "wait", millis: 40000 },
      { do: "rush", account: 0, call: false },
      { do: "ask", process: 0, account: 0 }
    ]
  },
  "a session that could not be shared serves its process while the renewed one is saved": {
    seed: 990506869,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: true,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 20,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "storeFault", skip: 5, fault: { kind: "refused", error: 0 } },
      { do: "ask", process: 1, account: 0 },
      { do: "wait", millis: 200000 },
      { do: "renew", process: 1, account: 0 },
      { do: "wait", millis: 300 },
      { do: "storeFault", skip: 0, fault: { kind: "late", millis: 200 } }
    ]
  },
  "a process that was reset once ignores, after its own login was refused, what others were refused": {
    seed: 1680346841,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "challenge",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "kill", process: 3, steps: 0 },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "restart", process: 3, version: 1 },
      { do: "reset", process: 3, account: 0 },
      { do: "ask", process: 3, account: 0 },
      { do: "wait", millis: 200000 },
      { do: "close", process: 0, account: 0 },
      { do: "wait", millis: 40000 },
      { do: "wait", millis: 40000 },
      { do: "restart", process: 0, version: 1 },
      { do: "wait", millis: 40000 },
      { do: "ask", process: 0, account: 0 },
      { do: "call", safe: false, process: 1, account: 0 }
    ]
  },
  "a reset that comes while a login waits for its lease is good for another login": {
    seed: 2147483638,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "challenge",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 }
    ],
    commands: [
      { do: "call", safe: false, process: 2, account: 0 },
      { do: "rush", account: 0, call: false },
      { do: "close", process: 5, account: 0 },
      { do: "reset", process: 1, account: 0 },
      { do: "wait", millis: 1000000 },
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 1 }
    ]
  },
  "a session whose renewal was done, but answered with an error, is left because it seems to have idled out": {
    seed: -2147483639,
    store: "none",
    cipher: "cheap",
    server: "small",
    vendor: {
      idle: 900000,
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: true,
      rejectedBeforeWork: false,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "ahead", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "ask", process: 3, account: 0 },
      { do: "call", safe: false, process: 0, account: 0 },
      { do: "vendorFault", skip: 2, fault: { kind: "refusedLate", error: 0 } },
      { do: "rush", account: 0, call: true },
      { do: "wait", millis: 1000000 }
    ]
  },
  "a shared session that is renewed while its process closes is logged out": {
    seed: -2147483636,
    store: "files",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 0,
      logsOut: true,
      keepsAlive: false,
      renews: true,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 300,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
    ],
    commands: [
      { do: "rush", account: 0, call: false },
      { do: "wait", millis: 1500 },
      { do: "storeFault", skip: 0, fault: { kind: "refused", error: 0 } },
      { do: "renew", process: 1, account: 0 },
      { do: "close", process: 4, account: 0 },
      { do: "storeCondition", condition: { kind: "slow", millis: 300 }, millis: 1000 }
    ]
  },
  "a store is taken for down because it was, in a time that a clock that was set back comes to again": {
    seed: 1239960611,
    store: "redis",
    cipher: "cheap",
    server: "small",
    vendor: {
      login: "plain",
      loginTakes: 14000,
      logsOut: true,
      keepsAlive: false,
      renews: false,
      rejectedBeforeWork: false,
      idle: undefined,
      absolute: undefined,
      lockout: undefined,
      mostSessions: undefined
    },
    accounts: 1,
    storeLatency: 0,
    vendorLatency: 0,
    processes: [
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 },
      { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 1, quantum: 2048 }
    ],
    commands: [
      { do: "storeFault", skip: 3, fault: { kind: "refused", error: 0 } },
      { do: "call", safe: false, process: 1, account: 0 },
      { do: "pause", process: 1, millis: 12000, clockBy: 0 },
      { do: "ask", process: 0, account: 0 },
      { do: "setClock", process: 0, by: -60000 },
      { do: "invalidate", process: 0, account: 0 }
    ]
  },
  "a step that is lost under a lease costs a process that waits for that lease its deadline, where the store was slow before":
    {
      seed: -1531492902,
      store: "redis",
      cipher: "cheap",
      server: "small",
      vendor: {
        login: "plain",
        loginTakes: 0,
        logsOut: true,
        keepsAlive: false,
        renews: false,
        rejectedBeforeWork: false,
        idle: undefined,
        absolute: undefined,
        lockout: undefined,
        mostSessions: undefined
      },
      accounts: 1,
      storeLatency: 0,
      vendorLatency: 0,
      processes: [
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 },
        { offset: 0, client: "managers", parallelSessions: 1, renewal: "onUse", version: 0, quantum: 2048 }
      ],
      commands: [
        { do: "storeFault", skip: 4, fault: { kind: "lost" } },
        { do: "storeCondition", condition: { kind: "slow", millis: 4900 }, millis: 6000 },
        { do: "call", safe: false, process: 1, account: 0 },
        { do: "ask", process: 0, account: 0 },
        { do: "wait", millis: 1000000 },
        { do: "storeFault", skip: 0, fault: { kind: "refused", error: 0 } }
      ]
    }
}
