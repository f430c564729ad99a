/** The owner's pages and the way in. `/` answers everybody: the Web Connector asks for it. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { openDatabase } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { writeTogether } from '../db/database.ts'
import { endOwnerSession, openOwnerSession } from '../stores/owner-sessions.ts'
import { whoOf } from '../stores/person.ts'
import { useSignInLink } from '../stores/sign-in-links.ts'
import { SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH } from '../ui/assets.ts'
import type { Markup } from '../ui/page.tsx'
import { missingPage } from '../ui/missing-page.tsx'
import { deadLinkPage, welcomePage } from '../ui/way-in.ts'
import {
  claimOf,
  giveCookie,
  onlyFormUpTo,
  onlyOwner,
  onlyOwnersPage,
  onlyOwnForm,
  onlySmallForm,
  SignedOut,
  takeCookie,
} from './owner.ts'
import type { OwnerEnv } from './owner.ts'
import { answered, ASSET_HEADERS, PAGE_HEADERS, pageResponse } from './page-response.ts'
import { actOnConnection } from './pages/connection-acts.ts'
import { connection, qwcDownload } from './pages/connection.ts'
import { log, logFile } from './pages/log.ts'
import { exchange, order } from './pages/order.ts'
import { actOnMapping } from './pages/mapping-acts.ts'
import { mappingChoice } from './pages/mapping-choice.ts'
import { mapping } from './pages/mapping.ts'
import { overview } from './pages/overview.ts'
import { pause } from './pages/pause.ts'
import { preview, previewedSets } from './pages/preview.ts'
import { actOnQueue } from './pages/queue-acts.ts'
import { problems } from './pages/problems.ts'
import { queue } from './pages/queue.ts'
import { repair } from './pages/repair.ts'
import { changeOneSetting, setting } from './pages/setting.ts'
import { exportSettings, importForm, importSettings } from './pages/settings-file.ts'
import { undoSettings } from './pages/settings-undo.ts'
import { settingsHistory, settingsList } from './pages/settings.ts'
import { shellOf } from './pages/shell.ts'

export const pages = new Hono<OwnerEnv>()

/** What stands under these is for programs, and answers them as such. */
const PROGRAM_PATH = /^\/(admin|qbwc|shop)(\/|$)/

for (const [path, text, type] of [
  [STYLE_PATH, STYLE, 'text/css'],
  [SCRIPT_PATH, SCRIPT, 'text/javascript'],
] as const) {
  pages.get(path, () => {
    const headers = { 'Content-Type': `${type}; charset=UTF-8`, ...ASSET_HEADERS }
    return new Response(text, { headers })
  })
}

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

pages.post('/sign-out', onlyOwner, onlySmallForm, onlyOwnForm, async (context) => {
  const { store, tokenHash } = context.get('owner')
  await endOwnerSession(openDatabase(context.env.DB), { storeID: store.storeID, tokenHash })
  takeCookie(context)
  return context.redirect('/', 303)
})

pages.get('/', async (context) => {
  const claim = await claimOf(context)
  if (claim === null) {
    return pageResponse(welcomePage(), 200)
  }
  context.set('claim', claim)
  try {
    return await answered(context, await overview(context))
  } catch (error) {
    if (error instanceof SignedOut) {
      return pageResponse(welcomePage(), 200)
    }
    throw error
  }
})

pages.get('/queue', onlyOwnersPage, async (context) => answered(context, await queue(context)))
for (const path of ['/orders/:id{[1-9][0-9]{0,15}}', '/customers/:id{[1-9][0-9]{0,15}}']) {
  pages.get(path, onlyOwnersPage, (context) => found(context, order(context)))
  pages.get(`${path}/sets/:setID`, onlyOwner, (context) => found(context, exchange(context)))
}
pages.get('/log', onlyOwnersPage, async (context) => answered(context, await log(context)))
pages.get('/log.csv', onlyOwner, (context) => logFile(context, 'csv'))
pages.get('/log.jsonl', onlyOwner, (context) => logFile(context, 'jsonl'))
pages.post('/queue', onlyOwner, onlySmallForm, onlyOwnForm, actOnQueue)
pages.get('/problems', onlyOwnersPage, async (context) =>
  answered(context, await problems(context)),
)
pages.post('/problems', onlyOwner, onlySmallForm, onlyOwnForm, repair)
pages.post('/pause', onlyOwner, onlySmallForm, onlyOwnForm, (context) => pause(context, true))
pages.post('/resume', onlyOwner, onlySmallForm, onlyOwnForm, (context) => pause(context, false))
pages.get('/mapping', onlyOwnersPage, async (context) => answered(context, await mapping(context)))
pages.get('/mapping/choose', onlyOwnersPage, mappingChoice)
pages.post('/mapping', onlyOwner, onlySmallForm, onlyOwnForm, actOnMapping)
pages.get('/preview', onlyOwnersPage, preview)
pages.get('/preview/sets', onlyOwnersPage, (context) => found(context, previewedSets(context)))
pages.get('/connection', onlyOwnersPage, async (context) =>
  answered(context, await connection(context)),
)
pages.get('/connection/tillbridge.qwc', onlyOwner, qwcDownload)
pages.post('/connection', onlyOwner, onlySmallForm, onlyOwnForm, actOnConnection)

/** A mapping of many hundred rates, and all settings in a file. */
const SETTINGS_FORM_BYTES_MAX = 1024 * 1024
const onlySettingsForm = onlyFormUpTo(SETTINGS_FORM_BYTES_MAX)

pages.get('/settings', onlyOwnersPage, async (context) =>
  answered(context, await settingsList(context)),
)
pages.get('/settings/history', onlyOwnersPage, async (context) =>
  answered(context, await settingsHistory(context)),
)
pages.post('/settings/undo', onlyOwner, onlySmallForm, onlyOwnForm, undoSettings)
pages.get('/settings/export', onlyOwner, exportSettings)
pages.get('/settings/import', onlyOwner, importForm)
pages.post('/settings/import', onlyOwner, onlySettingsForm, onlyOwnForm, importSettings)
pages.get('/settings/:key', onlyOwnersPage, setting)
pages.post('/settings/:key', onlyOwner, onlySettingsForm, onlyOwnForm, changeOneSetting)

pages.all('*', async (context, next) => {
  if (PROGRAM_PATH.test(context.req.path)) {
    return context.notFound()
  }
  return onlyOwner(context, next)
})

pages.all('*', (context) => answered(context, missingPage(shellOf(context)), 404))

/** What this store does not have is answered as what nobody has. */
async function found(context: Context<OwnerEnv>, page: Promise<Markup | null>): Promise<Response> {
  const shown = await page
  return shown === null
    ? answered(context, missingPage(shellOf(context)), 404)
    : answered(context, shown)
}
