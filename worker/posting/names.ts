/**
 * How many names QuickBooks holds, and how many it has. Customers, vendors, employees and others
 * share one capacity; when it is used up no new customer can be made, and no order posted for one.
 */
import type { Answered } from './judged.ts'
import type { Lesson } from './lesson.ts'
import type { PlannedRequest } from './purpose.ts'

/** Pro and Premier: community.intuit.com/articles/1768244; Enterprise holds up to a million. */
const NAMES_MAX = 14_500

/** Counted by QuickBooks itself, inactive ones too: nothing of them is read. */
export const COUNT_NAMES: readonly PlannedRequest[] = [
  {
    key: 'capacity',
    purpose: { kind: 'read-capacity' },
    request: {
      name: 'HostQueryRq',
      content: { IncludeListMetaData: { IncludeMaxCapacity: true } },
    },
  },
  {
    key: 'names',
    purpose: { kind: 'count-names' },
    request: {
      name: 'EntityQueryRq',
      attributes: { metaData: 'MetaDataOnly' },
      content: { ActiveStatus: 'All' },
    },
  },
]

export function learnFromNames({ rets, retCount, statusMessage }: Answered): Lesson[] {
  const [ret] = rets
  if (ret?.kind === 'HostRet') {
    const { EntityMaxCapacity, ProductName } = ret
    const usual = ProductName.includes('Enterprise') ? null : NAMES_MAX
    return [{ kind: 'names-capacity', namesMax: EntityMaxCapacity ?? usual }]
  }
  return retCount === null
    ? [{ kind: 'nothing', reason: statusMessage }]
    : [{ kind: 'names-counted', names: retCount }]
}
