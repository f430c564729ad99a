/** Nothing can be sent at all, or nobody calls. */
import { vi, expect } from 'vitest'
import { backUp, restore } from '../../../worker/practice/person.ts'
import { runUpdate } from '../../../worker/practice/web-connector.ts'
import type { UpdateReport } from '../../../worker/practice/web-connector.ts'
import { numbered, ORDER, TOTAL_CENTS } from '../held-orders.ts'
import { endpoint, update } from '../office.ts'
import { orderChange, send } from '../shop.ts'
import type { WooOrder } from '../shop.ts'
import { HOUR_MS, timePasses } from './clock.ts'
import type { MadeProblem } from './made.ts'
import { codesNow, isPostedOnce, nextUpdate, saleTotals, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'

/** Of as many buyers. */
const MANY = 50
/** Requests in a set that QuickBooks survives: twenty sales, and not fifty with their buyers. */
const REQUESTS_MAX = 45

export const CONNECTION_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'quickbooks-too-old',
    how: 'until a newer one is installed',
    make: async (scene) => {
      await send(scene.shop, [orderChange(ORDER, 1)])
      const { supportedQbxmlVersions: all } = scene.company.settings
      await updateWith(scene, { supportedQbxmlVersions: all.filter((one) => Number(one) < 13) })
    },
    names: ['12.0'],
    press: null,
    isRight: (scene) => isPostedOnce(scene),
  },
  {
    code: 'wrong-company-file',
    how: 'because the right one was renamed',
    make: async (scene) => {
      await updateWith(scene, {
        companyName: 'Larkspur & Daughters',
        fileID: '{99999999-0000-0000-0000-000000000009}',
      })
      await sendAndUpdate(scene)
    },
    names: ['Larkspur & Daughters', 'Larkspur Supply'],
    press: { repair: 'pin-company-again' },
  },
  {
    code: 'company-file-restored',
    how: 'and the older one is to stay',
    make: async (scene) => {
      const { company } = scene
      const before = backUp(company)
      await sendAndUpdate(scene)
      restore(company, before)
      await sendAndUpdate(scene, numbered(1))
      expect(saleTotals(scene)).toEqual([])
    },
    names: [`Order ${ORDER.number}`],
    press: { repair: 'verify-books' },
    isRight: async (scene) => {
      await nextUpdate(scene)
      await nextUpdate(scene)
      expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], [TOTAL_CENTS, TOTAL_CENTS]])
    },
  },
  {
    code: 'nothing-moves',
    how: 'while somebody has the list of items open',
    make: async (scene) => {
      scene.office.faults = {
        onRequest: ({ name }) =>
          name === 'ItemNonInventoryAddRq'
            ? { kind: 'refused', statusCode: 3175, statusMessage: 'The list element is in use.' }
            : null,
      }
      await sendAndUpdate(scene)
    },
    names: ['1 order is waiting'],
    before: ({ office }) => {
      office.faults = {}
    },
    press: null,
    isRight: (scene) => isPostedOnce(scene),
  },
  {
    code: 'quickbooks-unreachable',
    how: 'until the computer stood still and was restarted',
    make: closedThreeTimes,
    names: ['1 order is waiting'],
    before: async (scene) => {
      await nextUpdate(scene, {
        onCall: (_, { kind }) =>
          kind === 'receiveResponseXML' ? 'connector-dies-before-call' : null,
      })
      expect((await nextUpdate(scene)).outcome).toBe('postponed')
    },
    press: { repair: 'begin-afresh' },
  },
  {
    code: 'quickbooks-unreachable',
    how: 'and opened when nothing waits any more',
    make: async (scene) => {
      await nextUpdate(scene)
      await closedThreeTimes(scene)
    },
    names: ['1 order is waiting'],
    before: async (scene) => {
      await send(scene.shop, [orderChange({ ...ORDER, status: 'cancelled' }, 2)])
      expect((await nextUpdate(scene)).outcome).toBe('nothing-to-do')
      expect(await codesNow(scene)).toEqual(['quickbooks-unreachable'])
    },
    press: { repair: 'begin-afresh' },
    isRight: async (scene) => {
      expect((await nextUpdate(scene)).outcome).toBe('finished')
      expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], []])
    },
  },
  {
    code: 'orders-waiting',
    how: 'because QuickBooks goes down at every set that is not small',
    make: async (scene) => {
      await largeSetsFatal(scene)
      await timePasses(2 * HOUR_MS, async () => {
        await send(scene.shop, [])
        await nextUpdate(scene)
      })
      expect(saleTotals(scene)).toEqual([])
    },
    names: [],
    press: { repair: 'begin-afresh' },
    isRight: async (scene) => {
      await nextUpdate(scene)
      await timePasses(0, () => nextUpdate(scene))
      await areAllPosted(scene)
    },
  },
  {
    code: 'password-refused',
    how: 'and nobody has it any more',
    make: async (scene) => {
      const { shop, company } = scene
      await nextUpdate(scene)
      await timePasses(HOUR_MS, async () => {
        await send(shop, [orderChange(ORDER, 1)])
        await update({ ...shop, password: 'mistyped' }, company)
      })
    },
    names: [],
    before: async (scene) => {
      expect(await scene.page('/connection')).toContain('password was refused')
    },
    press: { repair: 'new-password' },
    isRight: async (scene, page) => {
      const { shop, company } = scene
      const password = /<code class="secret">([^<]+)</.exec(page)?.[1] ?? ''
      expect((await nextUpdate(scene)).outcome).toBe('invalid-user')
      await update({ ...shop, password }, company)
      expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], [TOTAL_CENTS]])
      expect(await scene.page('/connection')).not.toContain(password)
    },
  },
  {
    code: 'web-connector-silent',
    how: 'until somebody starts it',
    make: async (scene) => {
      await nextUpdate(scene)
      await timePasses(2 * HOUR_MS, async () => {
        await send(scene.shop, [orderChange(ORDER, 1)])
      })
    },
    names: ['15 minutes'],
    press: null,
    isRight: (scene) => isPostedOnce(scene),
  },
  {
    code: 'shop-silent',
    how: 'because what runs in its background stands still',
    make: async (scene) => {
      await sendAndUpdate(scene)
      await timePasses(25 * HOUR_MS, async () => {
        await nextUpdate(scene)
      })
    },
    names: [],
    before: shopHearsNudges,
    press: { repair: 'ask-shop' },
    isRight: async (scene) => {
      expect(await codesNow(scene)).toEqual([])
      await nextUpdate(scene)
      expect(saleTotals(scene)).toEqual([TOTAL_CENTS, TOTAL_CENTS])
    },
  },
]

/** QuickBooks on that computer has too little memory for a large set, and saves nothing of it. */
/** Sets are halved by themselves; until they are small enough an owner may wait for hours. */
async function largeSetsFatal(scene: Scene): Promise<void> {
  scene.office.faults = {
    onDocument: (_, xml) =>
      (xml.match(/ requestID=/g) ?? []).length > REQUESTS_MAX ? 'dies-before-processing' : null,
  }
  const orders = Array.from({ length: MANY }, (_, at) => soldTo(at))
  await send(
    scene.shop,
    orders.map((order, at) => orderChange(order, at + 1)),
  )
  await nextUpdate(scene)
}

function soldTo(at: number): WooOrder {
  return {
    ...numbered(at),
    customer_id: 0,
    billing: {
      ...(ORDER['billing'] as object),
      first_name: 'Buyer',
      last_name: String(at),
      email: `buyer-${at}@example.test`,
    },
  }
}

async function areAllPosted(scene: Scene): Promise<void> {
  await nextUpdate(scene)
  await nextUpdate(scene)
  const all = Array.from({ length: MANY }, () => TOTAL_CENTS)
  expect([await codesNow(scene), saleTotals(scene)]).toEqual([[], all])
}

/** The company as it is, and something else about it. */
function updateWith(
  { shop, company }: Scene,
  settings: Partial<Scene['company']['settings']>,
): Promise<UpdateReport> {
  return update(shop, { ...company, settings: { ...company.settings, ...settings } })
}

async function closedThreeTimes({ shop, company }: Scene): Promise<void> {
  await send(shop, [orderChange(ORDER, 1)])
  for (let updates = 0; updates < 3; updates += 1) {
    await runUpdate({
      call: endpoint(shop),
      company,
      userName: shop.userName,
      password: shop.password,
      wait: async () => undefined,
      open: () => ({
        kind: 'closed',
        hresult: '0x80040408',
        message: 'Could not start QuickBooks.',
      }),
    })
  }
}

/** Its plugin calls when it is asked to, with an order that it had kept to itself. */
function shopHearsNudges({ shop }: Scene): void {
  vi.stubGlobal('fetch', async (url: URL) => {
    expect(String(url)).toBe(`${shop.url}/wp-json/tillbridge/v1/nudge`)
    await send(shop, [orderChange(numbered(1), 1)])
    return new Response(null, { status: 204 })
  })
}
