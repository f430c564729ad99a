/** The Worker's bindings and variables, checked once; no other file reads them raw. */
import type { StoreSession } from './session/durable-object.ts'

export type Env = {
  readonly DB: D1Database
  readonly SESSION: DurableObjectNamespace<StoreSession>
  /** 32 bytes in base64: what the stores' signing secrets are encrypted under. */
  readonly TILLBRIDGE_KEY: string
  /** The operator's bearer token; unset or empty closes `/admin` to everybody. */
  readonly TILLBRIDGE_ADMIN?: string
  readonly SESSION_LEASE_SECONDS: string
  readonly SESSION_LEASE_WITH_SET_SECONDS: string
  /** Cloudflare's mail, and the address that it comes from; without either nothing is mailed. */
  readonly MAIL?: SendEmail
  readonly MAIL_FROM?: string
}

const LEASE_SECONDS_MIN = 1
/** A lease outlives the Web Connector's patience of 100 s, not the owner's. */
const LEASE_SECONDS_MAX = 3_600

export function leaseOf(
  env: Pick<Env, 'SESSION_LEASE_SECONDS' | 'SESSION_LEASE_WITH_SET_SECONDS'>,
) {
  return {
    seconds: secondsOf('SESSION_LEASE_SECONDS', env.SESSION_LEASE_SECONDS),
    withSetSeconds: secondsOf('SESSION_LEASE_WITH_SET_SECONDS', env.SESSION_LEASE_WITH_SET_SECONDS),
  }
}

function secondsOf(name: string, text: string): number {
  const seconds = Number(text)
  if (!Number.isInteger(seconds) || seconds < LEASE_SECONDS_MIN || seconds > LEASE_SECONDS_MAX) {
    throw new Error(
      `${name} must be a whole number of seconds from ${LEASE_SECONDS_MIN} to ${LEASE_SECONDS_MAX}, it is "${text}"`,
    )
  }
  return seconds
}
