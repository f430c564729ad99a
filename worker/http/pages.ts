/** The owner's pages and the way in. `/` answers everybody: the Web Connector asks for it. */
import { Hono } from 'hono'
import { openDatabase } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { writeTogether } from '../db/database.ts'
import { endOwnerSession, openOwnerSession } from '../stores/owner-sessions.ts'
import { whoOf } from '../stores/person.ts'
import { useSignInLink } from '../stores/sign-in-links.ts'
import { STYLE, STYLE_PATH } from '../ui/page.ts'
import { storePage } from '../ui/store-page.ts'
import { deadLinkPage, welcomePage } from '../ui/way-in.ts'
import { giveCookie, onlyOwner, onlyOwnForm, ownerOf, takeCookie } from './owner.ts'
import type { Owner, OwnerEnv } from './owner.ts'
import { PAGE_HEADERS, pageResponse } from './page-response.ts'

export const pages = new Hono<OwnerEnv>()

/** What stands under these is for programs, and answers them as such. */
const PROGRAM_PATH = /^\/(admin|qbwc|shop)(\/|$)/

pages.get(STYLE_PATH, () => {
  const headers = { 'Content-Type': 'text/css; charset=UTF-8', 'X-Content-Type-Options': 'nosniff' }
  return new Response(STYLE, { headers })
})

pages.get('/sign-in/:token', async (context) => {
  const { req } = context
  // A browser that only prepares a visit, or a program that looks at the headers, must not use it up.
  if (req.raw.method === 'HEAD' || /prefetch/i.test(req.header('Sec-Purpose') ?? '')) {
    return new Response(null, { status: 204, headers: PAGE_HEADERS })
  }
  const nowMs = Date.now()
  const db = openDatabase(context.env.DB)
  const used = await useSignInLink(db, { token: req.param('token'), nowMs })
  if (used === null) {
    return pageResponse(deadLinkPage(), 410)
  }
  const { storeID, person, toPath } = used
  const token = await openOwnerSession(db, { storeID, person, nowMs })
  await writeTogether(
    db,
    recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'signed-in', detail: { who: whoOf(person) } }],
      nowMs,
    }),
  )
  giveCookie(context, token)
  for (const [name, value] of Object.entries(PAGE_HEADERS)) {
    context.header(name, value)
  }
  return context.redirect(toPath, 303)
})

pages.post('/sign-out', onlyOwner, onlyOwnForm, async (context) => {
  const { store, tokenHash } = context.get('owner')
  await endOwnerSession(openDatabase(context.env.DB), { storeID: store.storeID, tokenHash })
  takeCookie(context)
  return context.redirect('/', 303)
})

pages.get('/', async (context) => {
  const owner = await ownerOf(context)
  return pageResponse(owner === null ? welcomePage() : pageOf(owner), 200)
})

/** Until the owner's pages stand here, each path of theirs shows the same. */
pages.get('*', async (context, next) => {
  if (PROGRAM_PATH.test(context.req.path)) {
    return context.notFound()
  }
  return onlyOwner(context, next)
})

pages.get('*', async (context) => pageResponse(pageOf(context.get('owner')), 200))

function pageOf({ store, who, formToken }: Owner) {
  const { storeID, name: storeName, shopURL, companyName } = store
  return storePage({ storeID, storeName, shopURL, companyName, who: whoOf(who), formToken })
}
