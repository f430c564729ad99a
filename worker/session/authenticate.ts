/** Who may open a session, and when: before the table of SPEC.md. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { anyDueJob, anyRecheckDue } from '../queue/find-due.ts'
import type { QbwcCallOf, QbwcResults } from '../soap/operations.ts'
import { digest, equalInConstantTime, isPassword } from '../stores/password.ts'
import { recordListsOpened } from '../stores/store.ts'
import { storeWithQuietHours } from '../stores/settings.ts'
import type { Store } from '../stores/store.ts'
import { recordPasswordRefused, recordWebConnectorContact } from '../stores/watch.ts'
import { carriedOverIn } from './carried-over.ts'
import { closeSession } from './close-session.ts'
import { leaseEndMs } from './lease.ts'
import { isPaused, isQuietNow } from './pause.ts'
import { forgetSessions, insertSession, liveSession, sessionIn } from './sessions.ts'
import type { Session } from './sessions.ts'
import { OPENED } from './state.ts'
import type { Outside, World } from './world.ts'

type Authenticated = QbwcResults['authenticate']

/** 128 bits, written as a GUID, which is what the Web Connector is used to. */
const TICKET_CHARACTERS = 32
/** Ended sessions are kept for late answers and for whoever looks back. */
const SESSION_KEPT_MS = 30 * 86_400_000
/** A session is opened for the lists alone no more often. */
const LISTS_EVERY_MS = 15 * 60_000

/** Null for a store that does not exist. */
export async function authenticate(
  call: QbwcCallOf<'authenticate'>,
  outside: Outside,
): Promise<Authenticated | null> {
  const { db, storeID, nowMs } = outside
  const [found, lives, due, recheck] = await db.readTogether([
    storeWithQuietHours(db, storeID),
    liveSession(db, storeID),
    anyDueJob(db, { storeID, nowMs }),
    anyRecheckDue(db, { storeID, nowMs }),
  ])
  const [row] = found
  if (row === undefined) {
    return null
  }
  const { quietHours, ...store } = row
  const world: World = { ...outside, store, carriedOver: carriedOverIn(store) }
  const ticket = guid(outside.randomHex(TICKET_CHARACTERS))
  if (!(await isUser(call, store))) {
    await writeTogether(db, recordPasswordRefused(db, { store, nowMs }))
    return [ticket, 'nvu']
  }
  const live = sessionIn(lives)
  if (live !== null) {
    const secondsLeft = Math.ceil((leaseEndMs(live, world) - nowMs) / 1000)
    // One that failed sends nothing more and has no set out: it holds nobody up.
    if (secondsLeft > 0 && live.state.phase !== 'failed') {
      return [ticket, 'busy', String(secondsLeft)]
    }
    await closeSession({ session: live, statements: [] }, world)
  }
  // The very first session goes through without work: it pins the company and reads its lists. A
  // set that was closed just now has given its jobs back.
  const wasOut = live !== null && live.state.out !== null
  const isWork = store.companyName === null || wasOut || due.length > 0 || recheck.length > 0
  const isForLists = !isWork && areListsLeft(world)
  const isAnythingToDo =
    (isWork || isForLists) && !isPaused(store) && !isQuietNow(quietHours, world)
  if (!isAnythingToDo) {
    await writeTogether(db, [recordWebConnectorContact(db, { store, nowMs })])
    return [ticket, 'none']
  }
  await open({ ticketHash: await digest(ticket), isForLists }, world)
  // Empty: the company file that is open, or the one the Web Connector was bound to.
  return [ticket, '']
}

async function open(
  { ticketHash, isForLists }: { readonly ticketHash: string; readonly isForLists: boolean },
  { db, storeID, store, nowMs }: World,
): Promise<void> {
  const session: Session = {
    storeID,
    ticketHash,
    openedAtMs: nowMs,
    lastCallAtMs: nowMs,
    endedAtMs: null,
    turn: 0,
    state: OPENED,
  }
  await writeTogether(db, [
    recordWebConnectorContact(db, { store, nowMs }),
    insertSession(db, session),
    ...(isForLists ? [recordListsOpened(db, storeID, nowMs)] : []),
    forgetSessions(db, { storeID, beforeMs: nowMs - SESSION_KEPT_MS }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'session-opened', detail: {} }],
      nowMs,
    }),
  ])
}

/** The first reading of the customers was broken off: it is taken up again, and not all the time. */
function areListsLeft({ carriedOver, nowMs }: World): boolean {
  const { lists, listsOpenedAtMs } = carriedOver
  const isLeft = lists.read.customer === undefined && lists.refused.customer === undefined
  return isLeft && nowMs - (listsOpenedAtMs ?? 0) >= LISTS_EVERY_MS
}

async function isUser(
  { userName, password }: QbwcCallOf<'authenticate'>,
  store: Store,
): Promise<boolean> {
  // Both are always computed: a wrong name takes as long as a wrong password.
  const isRightPassword = await isPassword(password, {
    salt: store.passwordSalt,
    hash: store.passwordHash,
  })
  return equalInConstantTime(userName.trim(), store.userName) && isRightPassword
}

function guid(hex: string): string {
  return `{${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}}`
}
