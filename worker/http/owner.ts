/**
 * Who may in at the owner's pages. `onlyOwner` gives `owner`: the one store that the cookie is bound
 * to and who acts. Whatever a page shows or changes, it takes the store from there and from nowhere
 * else, or, behind `onlyOwnersPage`, from `placeOf`.
 */
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { openDatabase } from '../db/database.ts'
import type { ReadingDatabase, Statement } from '../db/database.ts'
import type { Env } from '../env.ts'
import { readAccessToken } from '../stores/access-token.ts'
import {
  findOwnerSession,
  OWNER_SESSION_SECONDS,
  ownerRows,
  ownerSessionIn,
} from '../stores/owner-sessions.ts'
import type { Claim, OwnerSession } from '../stores/owner-sessions.ts'
import { digest, equalInConstantTime } from '../stores/password.ts'
import { isLoopback } from '../books/public-host.ts'
import { refusedFormPage, signedOutPage } from '../ui/way-in.ts'
import { pageResponse } from './page-response.ts'

export type Owner = OwnerSession & {
  /** Stands in every form, and comes back with it. */
  readonly formToken: string
}

export type OwnerEnv = {
  Bindings: Env
  Variables: {
    /** Not before it was read that somebody is signed in. */
    owner: Owner
    claim: Claim & Pick<Owner, 'formToken'>
  }
}

const FORM_TOKEN_FIELD = 'formToken'

export const onlyOwner: MiddlewareHandler<OwnerEnv> = async function onlyOwner(context, next) {
  const owner = await ownerOf(context)
  if (owner === null) {
    return pageResponse(signedOutPage(), 401)
  }
  context.set('owner', owner)
  return next()
}

/**
 * Before a page that takes all from `placeOf`: whether its reader is the owner is read together with
 * what the page reads first, and a trip to the database is most of what a page takes.
 */
export const onlyOwnersPage: MiddlewareHandler<OwnerEnv> = async function onlyOwnersPage(
  context,
  next,
) {
  const claim = await claimOf(context)
  if (claim === null) {
    return pageResponse(signedOutPage(), 401)
  }
  context.set('claim', claim)
  return next()
}

/** Nobody is signed in: what was read is given to nobody. */
export class SignedOut extends HTTPException {}

export type Place = {
  /** Its first `readTogether` throws `SignedOut` where the claim is wrong. */
  readonly db: ReadingDatabase
  /** As claimed. */
  readonly storeID: string
  /** For a page that may have nothing to read. */
  readonly admit: () => Promise<Owner>
}

export function placeOf(context: Context<OwnerEnv>): Place {
  const db = openDatabase(context.env.DB)
  const claim = context.get('claim')
  const { storeID } = claim
  const { readTogether } = db
  const readFirst = async (queries: readonly Statement[]) => {
    db.readTogether = readTogether
    const [signedIn, ...rows] = await readTogether([
      ownerRows(db, { ...claim, nowMs: Date.now() }),
      ...queries,
    ])
    const session = ownerSessionIn(signedIn, claim)
    if (session === null) {
      throw new SignedOut(401, { res: await pageResponse(signedOutPage(), 401) })
    }
    context.set('owner', { ...session, formToken: claim.formToken })
    return rows
  }
  return {
    db: Object.assign(db, { readTogether: readFirst as typeof readTogether }),
    storeID,
    admit: async () => {
      if (context.get('owner') === undefined) {
        await readFirst([])
      }
      return context.get('owner')
    },
  }
}

/** After `onlyOwner`, before whatever changes anything. */
export const onlyOwnForm: MiddlewareHandler<OwnerEnv> = async function onlyOwnForm(context, next) {
  const { [FORM_TOKEN_FIELD]: token } = await context.req.parseBody()
  const { formToken } = context.get('owner')
  return typeof token === 'string' && equalInConstantTime(token, formToken)
    ? next()
    : pageResponse(refusedFormPage(), 403)
}

/** A form of ours is far smaller; nothing more is read before it is known whose it is. */
const FORM_BYTES_MAX = 65_536

export const onlySmallForm = onlyFormUpTo(FORM_BYTES_MAX)

export function onlyFormUpTo(bytesMax: number): MiddlewareHandler<OwnerEnv> {
  return async function onlyFormOfSize(context, next) {
    const bytes = context.req.header('Content-Length')
    return bytes !== undefined && Number(bytes) <= bytesMax
      ? next()
      : pageResponse(refusedFormPage(), 403)
  }
}

/** Null for everybody else; without a cookie nothing is looked up. */
export async function ownerOf(context: Context): Promise<Owner | null> {
  const token = getCookie(context, cookieName(context))
  if (token === undefined) {
    return null
  }
  const { DB } = context.env as Env
  const session = await findOwnerSession(openDatabase(DB), { token, nowMs: Date.now() })
  return session === null ? null : { ...session, formToken: await formTokenOf(token) }
}

export async function claimOf(
  context: Context,
): Promise<(Claim & Pick<Owner, 'formToken'>) | null> {
  const token = getCookie(context, cookieName(context))
  if (token === undefined) {
    return null
  }
  const [read, formToken] = await Promise.all([readAccessToken(token), formTokenOf(token)])
  return read === null ? null : { storeID: read.storeID, tokenHash: read.tokenHash, formToken }
}

export function giveCookie(context: Context, token: string): void {
  setCookie(context, cookieName(context), token, {
    ...cookieAttributes(context),
    maxAge: OWNER_SESSION_SECONDS,
  })
}

export function takeCookie(context: Context): void {
  setCookie(context, cookieName(context), '', { ...cookieAttributes(context), maxAge: 0 })
}

/** Whoever knows it knows the cookie, or a page that only its bearer is shown. */
function formTokenOf(token: string): Promise<string> {
  return digest(`form\n${token}`)
}

/** `__Host-`: no other host, also none below ours, can set it. Browsers want Secure with it. */
function cookieName(context: Context): string {
  return isPractice(context) ? 'tillbridge' : '__Host-tillbridge'
}

export function cookieAttributes(context: Context) {
  return { httpOnly: true, secure: !isPractice(context), sameSite: 'Lax', path: '/' } as const
}

/** http on this very machine, where not every browser takes a Secure cookie. */
function isPractice(context: Context): boolean {
  const url = new URL(context.req.url)
  return url.protocol === 'http:' && isLoopback(url)
}
