/** What QuickBooks itself does wrong: it is closed, goes down, or has a record open elsewhere. */
import type { Faults } from '../../worker/practice/faults.ts'
import type { Opening } from '../../worker/practice/web-connector.ts'
import type { Weather } from './weather.ts'

const CLOSED: Opening = {
  kind: 'closed',
  hresult: '0x80040408',
  message: 'Could not start QuickBooks.',
}

/** Somebody has the record, or the list element, or the file open. */
const LOCKS = [
  {
    statusCode: 3175,
    statusMessage:
      'There was an error adding, modifying or deleting the record because it is already in use.',
  },
  {
    statusCode: 3176,
    statusMessage:
      'There was an error adding, modifying or deleting the record because the related record is already in use.',
  },
  {
    statusCode: 3180,
    statusMessage:
      'There was an error when saving the record. Error message: The list element is in use.',
  },
]

/** Going down in the middle of these is what hurts. */
const DOCUMENT_WRITE =
  /<(?:(?:SalesReceipt|Invoice|SalesOrder|Estimate)(?:Add|Mod)|ReceivePaymentAdd|TxnVoid)Rq/

/** The second order of the shop, wherever its sale stands in a set. */
const POISON_MARKER = ':order:1002:sale:'

export function quickBooksFaults(weather: Weather): Faults {
  return {
    onDocument: (_index, xml) => {
      const { random, profile, isCalm, trace } = weather
      const weight = DOCUMENT_WRITE.test(xml) ? 2 : 0.4
      if (isCalm || !random.chance(profile.quickBooksFaultRate * weight)) {
        return null
      }
      const names = profile.quickBooksFaults.filter((name) => name !== 'closed')
      if (names.length === 0) {
        return null
      }
      const fault = random.pick(names)
      trace.say(() => `QuickBooks ${fault}`)
      return fault === 'dies-in-the-middle' ? { diesAfterRequests: random.int(1, 6) } : fault
    },
    isPoison: (xml) => weather.profile.hasPoison && xml.includes(POISON_MARKER),
    onRequest: ({ name }) => {
      const { random, profile, isCalm, trace } = weather
      const isWrite = /(?:Add|Mod)Rq$|^TxnVoid/.test(name)
      if (isCalm || !isWrite || !random.chance(profile.lockRate)) {
        return null
      }
      const lock = random.pick(LOCKS)
      trace.say(() => `QuickBooks refuses ${name} with ${lock.statusCode}`)
      return { kind: 'refused', ...lock }
    },
  }
}

export function quickBooksOpening({ random, profile, isCalm }: Weather, path: string): Opening {
  const isClosed =
    !isCalm &&
    profile.quickBooksFaults.includes('closed') &&
    random.chance(profile.quickBooksFaultRate)
  return isClosed || path !== '' ? CLOSED : { kind: 'open' }
}
