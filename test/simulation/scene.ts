/** Everything one seed is about. */
import type { Books, CompanyFile } from '../../worker/practice/books.ts'
import { createCompanyFile } from '../../worker/practice/company-file.ts'
import { defineCustomField, restore } from '../../worker/practice/person.ts'
import type { QbwcCall } from '../../worker/soap/calls.ts'
import type { Bridge } from './bridge.ts'
import type { Violation } from './checks.ts'
import { createLedger, look } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { createConnector } from './office.ts'
import { CUSTOM_FIELD } from './owner.ts'
import type { Connector, Office } from './office.ts'
import type { Past } from './past.ts'
import { quickBooksFaults, quickBooksOpening } from './quickbooks-faults.ts'
import { createShop } from './shop.ts'
import type { Parcel, Shop } from './shop.ts'
import type { Weather } from './weather.ts'

export type Scene = Weather & {
  readonly shop: Shop
  readonly office: Office
  readonly ledger: Ledger
  readonly bridge: Bridge
  /** On their way from shop to Worker. */
  readonly parcels: Parcel[]
  /** Calls that were made and may arrive once more. */
  readonly strays: QbwcCall[]
  /** When a computer that sleeps wakes up. */
  readonly asleep: Map<Connector, number>
  readonly backups: Backups
  /** What went wrong while it happened. */
  readonly witnessed: Violation[]
}

export type Backups = {
  company: Books | 'restored' | null
  worker: 'none' | 'made' | 'restored' | 'noticed'
}

const OFFICE_MINUTES_FROM_UTC = -300

export function createScene(weather: Weather, bridge: Bridge, past: Past | null = null): Scene {
  const { clock, trace, profile } = weather
  const company = companyCalled('Larkspur Supply', weather)
  if (past !== null) {
    restore(company, past.books)
  }
  const ledger = createLedger(company)
  look(ledger)
  const office: Office = {
    company,
    stranger:
      profile.hasStranger && profile.isInUse ? companyCalled('Somebody Else', weather) : null,
    clock,
    trace,
    connectors: Array.from({ length: profile.connectors }, (_, at) =>
      createConnector(`PC ${at + 1}`),
    ),
    faults: quickBooksFaults(weather),
    open: (path) => quickBooksOpening(weather, path),
    look: () => {
      for (const { TxnID, kind, marker } of look(ledger)) {
        trace.say(() => `QuickBooks has a new ${kind} ${TxnID}: ${marker ?? 'entered by hand'}`)
      }
    },
  }
  const backups: Backups = { company: null, worker: 'none' }
  return Object.assign(weather, {
    shop: createShop(past?.shop ?? null),
    office,
    ledger,
    bridge,
    parcels: [],
    strays: [],
    asleep: new Map<Connector, number>(),
    backups,
    witnessed: [],
  })
}

function companyCalled(companyName: string, { clock, profile }: Weather): CompanyFile {
  const company = createCompanyFile({
    companyName,
    fileName: `C:\\QuickBooks\\${companyName}.qbw`,
    fileID: `{${companyName}}`,
    nowMs: () => clock.nowMs + clock.officeSkewMs,
    messageSetMemory: profile.remembersSets,
    utcOffsetMinutes: OFFICE_MINUTES_FROM_UTC,
  })
  defineCustomField(company, CUSTOM_FIELD)
  company.books.entries = company.books.entries.filter(({ name }) => !UNUSED.has(name))
  return company
}

/** The first session reads every list; what no order needs would only be read. */
const UNUSED = new Set([
  'Inventory Asset',
  'Accounts Payable',
  'Gift Cards',
  'Opening Balance Equity',
  'Sales Discounts',
  'Other Income',
  'Cost of Goods Sold',
  'Merchant Fees',
  'Check',
  'American Express',
  'Discover',
  'MasterCard',
  'Visa',
  'E-Check',
])
