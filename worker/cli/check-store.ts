/** `doctor` on one store: its secret, who was heard of, what is stuck, what is in doubt. */
import { intervalMs, patienceMs } from '../books/call-interval.ts'
import { parseSettings, settingSentence } from '../books/parse-settings.ts'
import type { Problem } from '../books/problems.ts'
import type { Database } from '../db/database.ts'
import { readQueueHealth } from '../queue/health.ts'
import type { QueueHealth } from '../queue/health.ts'
import { openSecret } from '../stores/secret-box.ts'
import { readSettings } from '../stores/settings.ts'
import type { Store } from '../stores/store.ts'
import { gapsOf } from '../stores/watch.ts'
import { CLOCK_MS_MAX } from './check-deployment.ts'
import type { Finding } from './finding.ts'
import { timeOf } from './store-list.ts'
import type { Surroundings } from './surroundings.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The plugin looks for what it missed every hour. */
const SHOP_SILENT_MS = 24 * HOUR_MS

type Words = Pick<Finding, 'what' | 'why' | 'how'>
type Check = (facts: Facts) => Words | null

type Facts = {
  readonly store: Store
  readonly queue: QueueHealth
  readonly around: Surroundings
  readonly nowMs: number
}

export async function checkStore(
  db: Database,
  { store, around, nowMs }: Omit<Facts, 'queue'>,
): Promise<readonly Finding[]> {
  const { storeID } = store
  const queue = await readQueueHealth(db, { storeID, beforeMs: nowMs - HOUR_MS })
  const facts = { store, queue, around, nowMs }
  const found = Object.entries(CHECKS).flatMap(([check, look]) => {
    const words = look(facts)
    return words === null ? [] : [{ check, store: storeID, ...words }]
  })
  const secret = await secretFinding(facts)
  const settings = await settingsFinding(db, store)
  return [...secret, ...settings, ...found]
}

async function secretFinding({ store, around }: Facts): Promise<readonly Finding[]> {
  const { storeID, secretCipher } = store
  if (around.key === null) {
    return []
  }
  try {
    await openSecret(secretCipher, { key: around.key, storeID })
    return []
  } catch {
    return [
      {
        check: 'secret',
        store: storeID,
        what: `The secret of ${store.name} cannot be read.`,
        why: 'It was encrypted under another TILLBRIDGE_KEY: every request of the shop is refused.',
        how: `Give the Worker the key you kept. Where it is lost: bun run tillbridge store rotate-secret ${storeID} --lost-key`,
      },
    ]
  }
}

async function settingsFinding(db: Database, store: Store): Promise<readonly Finding[]> {
  const { version, settings } = await readSettings(db, store.storeID)
  const parsed = parseSettings(settings)
  return parsed.kind === 'problems'
    ? [
        {
          check: 'settings',
          store: store.storeID,
          what: `The settings of ${store.name}, version ${version}, cannot be used as they are.`,
          why: parsed.problems.map(settingSentence).join(' '),
          how: `Set what is named: bun run tillbridge settings set ${store.storeID} KEY VALUE`,
        },
      ]
    : []
}

const CHECKS: Readonly<Record<string, Check>> = {
  address: ({ store, around }) =>
    around.origin === null || around.place === 'local' || store.originURL === around.origin
      ? null
      : {
          what: `${store.name} is set up for ${store.originURL}, and the Worker is at ${around.origin}.`,
          why: 'Its connection code, its .qwc file and the links on orders name the former.',
          how: `Keep the former address on the Worker; or write the new one down with “store move”, and connect shop and Web Connector anew.`,
        },
  'shop contact': ({ store, nowMs }) => {
    const silentMs = nowMs - (store.shopSeenAtMs ?? 0)
    return silentMs <= SHOP_SILENT_MS
      ? null
      : {
          what: `The shop of ${store.name} was heard of last: ${timeOf(store.shopSeenAtMs)}.`,
          why:
            store.shopSeenAtMs === null
              ? 'The connection code was not pasted yet, or the shop cannot reach the Worker.'
              : 'Its plugin calls at least once an hour while the shop runs.',
          how: `Open ${store.shopURL}/wp-admin, WooCommerce › Settings › Integration › Tillbridge: it says what is wrong.`,
        }
  },
  'Web Connector contact': ({ store, nowMs }) => {
    const silentMs = nowMs - (store.webConnectorSeenAtMs ?? 0)
    return silentMs <= patienceMs(gapsOf(store))
      ? null
      : {
          what: `The Web Connector of ${store.name} was heard of last: ${timeOf(store.webConnectorSeenAtMs)}.`,
          why: `It calls every ${Math.round(intervalMs(gapsOf(store)) / MINUTE_MS)} minutes while the computer is on and it runs.`,
          how: 'On the QuickBooks computer start the Web Connector, tick Auto-Run, and press Update Selected: its window says what is wrong.',
        }
  },
  clock: ({ store, nowMs }) => {
    const newestMs = Math.max(store.shopSeenAtMs ?? 0, store.webConnectorSeenAtMs ?? 0)
    return newestMs - nowMs <= CLOCK_MS_MAX
      ? null
      : {
          what: `${store.name} was heard of at ${timeOf(newestMs)}, which is still to come.`,
          why: `This computer’s clock says ${timeOf(nowMs)}.`,
          how: 'Set this computer’s clock by the network.',
        }
  },
  pause: ({ store }) =>
    store.pausedAtMs === null
      ? null
      : {
          what: `${store.name} is paused since ${timeOf(store.pausedAtMs)}.`,
          why: 'Nothing is sent to QuickBooks as long as it is.',
          how: `Go on with: bun run tillbridge store resume ${store.storeID}`,
        },
  notice: ({ store }) => {
    const notice = store.notice as Problem | null
    return notice === null
      ? null
      : { what: notice.summary, why: `It is the notice of ${store.name}.`, how: notice.remedy }
  },
  'stuck entries': ({ store, queue }) =>
    queue.sentWithoutSession === 0
      ? null
      : {
          what: `${entries(queue.sentWithoutSession)} of ${store.name} left more than an hour ago, and no update waits for the answer.`,
          why: 'The update that sent them ended without saying so.',
          how: 'Nothing to repair by hand: the next update of the Web Connector reads QuickBooks and settles them. Press Update Selected.',
        },
  'entries without content': ({ store, queue }) =>
    queue.withoutSnapshot === 0
      ? null
      : {
          what: `${entries(queue.withoutSnapshot)} of ${store.name} have nothing to send.`,
          why: 'What the shop said of them is missing, so that they never come due.',
          how: 'Send those orders again from the shop: WooCommerce › Send to QuickBooks. Then restore the rest from a backup.',
        },
  'sets in doubt': ({ store, queue }) =>
    queue.inDoubt === 0
      ? null
      : {
          what: `Of ${entries(queue.inDoubt)} of ${store.name} it is not known for more than an hour whether QuickBooks has them.`,
          why: 'An answer was lost. Nothing is sent again before QuickBooks was read.',
          how: 'Press Update Selected in the Web Connector: the next update reads what stands and goes on.',
        },
  backlog: ({ store, queue }) =>
    queue.dueForLong === 0 || store.pausedAtMs !== null
      ? null
      : {
          what: `${entries(queue.dueForLong)} of ${store.name} wait for more than an hour.`,
          why: 'They are due, and no update took them.',
          how: `See what the last updates did: bun run tillbridge log list ${store.storeID} --event session-ended`,
        },
  'held entries': ({ store, queue }) =>
    queue.held === 0
      ? null
      : {
          what: `${entries(queue.held)} of ${store.name} are held.`,
          why: 'Each waits for something that a person, the shop or QuickBooks has to put right.',
          how: `See what, and put it right: bun run tillbridge problems list ${store.storeID}`,
        },
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count.toLocaleString('en-US')} entries`
}
