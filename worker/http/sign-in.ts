/** The shop asks for a link into the pages for one of its users. */
import { LINK_SECONDS, LINKS_MAX, makeSignInLink } from '../stores/sign-in-links.ts'
import type { ShopUser, SignInRequest } from '../woo/requests.ts'
import { problemResponse } from './problem-response.ts'
import type { ShopCaller } from './shop-caller.ts'

export async function answerSignIn(
  { user, to }: SignInRequest,
  { db, store, nowMs }: ShopCaller,
): Promise<Response> {
  const link = await makeSignInLink(db, { store, person: personOf(user), toPath: to, nowMs })
  if (link === null) {
    return problemResponse({
      status: 429,
      code: 'too-many-links',
      title: `A shop is given at most ${LINKS_MAX} links in ${LINK_SECONDS} seconds. Try again in a minute.`,
      headers: { 'Retry-After': String(LINK_SECONDS) },
    })
  }
  return Response.json(link, { headers: { 'Cache-Control': 'no-store' } })
}

export function personOf({ id, name, email }: ShopUser) {
  return { userID: id, userName: name, userEmail: email }
}
