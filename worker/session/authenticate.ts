/** Who may open a session, and when: before the table of SPEC.md. */
import { writeTogether } from '../db/database.ts'
import { recordJournal } from '../journal/journal.ts'
import { countDueJobs, hasRecheckDue } from '../queue/find-due.ts'
import type { QbwcCallOf, QbwcResults } from '../soap/operations.ts'
import { digest, equalInConstantTime, isPassword } from '../stores/password.ts'
import { recordWebConnectorContact } from '../stores/store.ts'
import { closeSession } from './close-session.ts'
import { findLastSession, findLiveSession, forgetSessions, insertSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import { OPENED } from './state.ts'
import type { World } from './world.ts'

type Authenticated = QbwcResults['authenticate']

/** 128 bits, written as a GUID, which is what the Web Connector is used to. */
const TICKET_CHARACTERS = 32
/** Ended sessions are kept for late answers and for whoever looks back. */
const SESSION_KEPT_MS = 30 * 86_400_000

export async function authenticate(
  call: QbwcCallOf<'authenticate'>,
  world: World,
): Promise<Authenticated> {
  const { db, store, nowMs } = world
  const { storeID } = store
  const ticket = guid(world.randomHex(TICKET_CHARACTERS))
  if (!(await isUser(call, world))) {
    return [ticket, 'nvu']
  }
  const live = await findLiveSession(db, storeID)
  if (live !== null) {
    const secondsLeft = Math.ceil((leaseEndMs(live, world) - nowMs) / 1000)
    // One that failed sends nothing more and has no set out: it holds nobody up.
    if (secondsLeft > 0 && live.state.phase !== 'failed') {
      return [ticket, 'busy', String(secondsLeft)]
    }
    await closeSession(live, world)
  }
  const contact = recordWebConnectorContact(db, { storeID, nowMs })
  if (!(await isAnythingToDo(world))) {
    await writeTogether(db, [contact])
    return [ticket, 'none']
  }
  const before = await findLastSession(db, storeID)
  const session: Session = {
    storeID,
    ticketHash: await digest(ticket),
    openedAtMs: nowMs,
    lastCallAtMs: nowMs,
    endedAtMs: null,
    state: { ...OPENED, settledSetID: before?.state.settledSetID ?? null },
  }
  await writeTogether(db, [
    contact,
    insertSession(db, session),
    forgetSessions(db, { storeID, beforeMs: nowMs - SESSION_KEPT_MS }),
    ...recordJournal(db, {
      storeID,
      entries: [{ subject: null, event: 'session-opened', detail: {} }],
      nowMs,
    }),
  ])
  // Empty: the company file that is open, or the one the Web Connector was bound to.
  return [ticket, '']
}

/** When the lease of a live session is over, in Unix milliseconds. */
export function leaseEndMs(
  { state, lastCallAtMs }: Session,
  { lease }: Pick<World, 'lease'>,
): number {
  const seconds = state.phase === 'out' ? lease.withSetSeconds : lease.seconds
  return lastCallAtMs + seconds * 1000
}

async function isUser(
  { userName, password }: QbwcCallOf<'authenticate'>,
  { store }: World,
): Promise<boolean> {
  // Both are always computed: a wrong name takes as long as a wrong password.
  const isRightPassword = await isPassword(password, {
    salt: store.passwordSalt,
    hash: store.passwordHash,
  })
  return equalInConstantTime(userName.trim(), store.userName) && isRightPassword
}

/** The very first session goes through without work: it pins the company and reads its lists. */
async function isAnythingToDo({ db, store, nowMs }: World): Promise<boolean> {
  const { storeID } = store
  if (store.companyName === null) {
    return true
  }
  return (
    (await countDueJobs(db, { storeID, nowMs, limit: 1 })) > 0 ||
    (await hasRecheckDue(db, { storeID, nowMs }))
  )
}

function guid(hex: string): string {
  return `{${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}}`
}
