/** How this package makes spans: a stack would show the engine only, and costs more than the rest of the span. */
export const unstacked = { captureStackTrace: false } as const
