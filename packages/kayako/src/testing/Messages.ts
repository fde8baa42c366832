/**
 * The `error` texts of an emulated desk. They stand in for the vendor's own, whose wording depends on language and
 * version; only the beginnings of the English texts about locks and sessions are the vendor's.
 *
 * @since 0.1.0
 */

/**
 * A language of a desk.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoLanguage = "en" | "de" | "ru"

export interface Messages {
  readonly missing: string
  readonly refused: string
  readonly attempt: (attempt: number, of: number) => string
  readonly locked: (minutes: number) => string
  readonly keyNeeded: string
  readonly keyWrong: string
  readonly sessionOver: { readonly late: string; readonly documented: string }
  readonly notAllowed: string
  readonly idsMissing: string
  readonly listFailed: string
}

export const messages: { readonly [Language in KayakoLanguage]: Messages } = {
  en: {
    missing: "User name and password are both needed.",
    refused: "Login refused.",
    attempt: (attempt, of) => `Login refused, attempt ${attempt} of ${of}.`,
    locked: (minutes) => `Login locked, try again in ${minutes} minutes.`,
    keyNeeded: "Second factor key needed.",
    keyWrong: "Second factor key not accepted.",
    sessionOver: { late: "Your session expired, log in again.", documented: "Session Expired, log in again." },
    notAllowed: "Not allowed.",
    idsMissing: "Ids missing or wrong.",
    listFailed: "Tickets not listed."
  },
  de: {
    missing: "Benutzername und Kennwort werden benötigt.",
    refused: "Anmeldung abgelehnt.",
    attempt: (attempt, of) => `Anmeldung abgelehnt, Versuch ${attempt} von ${of}.`,
    locked: (minutes) => `Anmeldung gesperrt für ${minutes} Minuten.`,
    keyNeeded: "Schlüssel des zweiten Faktors benötigt.",
    keyWrong: "Schlüssel des zweiten Faktors ungültig.",
    sessionOver: { late: "Ihre Sitzung ist abgelaufen (für Sie).", documented: "Sitzung ungültig." },
    notAllowed: "Für Sie nicht zulässig.",
    idsMissing: "Schlüssel fehlen oder sind ungültig.",
    listFailed: "Anfragen können nicht aufgeführt werden."
  },
  ru: {
    missing: "Нужны имя и пароль.",
    refused: "Вход отклонён.",
    attempt: (attempt, of) => `Вход отклонён, попытка ${attempt} из ${of}.`,
    locked: (minutes) => `Вход закрыт на ${minutes} мин.`,
    keyNeeded: "Нужен ключ второго фактора.",
    keyWrong: "Неверный ключ второго фактора.",
    sessionOver: { late: "Сеанс истёк.", documented: "Сеанс недействителен." },
    notAllowed: "Нет доступа.",
    idsMissing: "Нет номеров.",
    listFailed: "Список не получен."
  }
}
