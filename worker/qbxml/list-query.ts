/** What the queries over QuickBooks' lists have in common. */
import { datetime, group, guid, id, int, oneOf, oneOfOrNone, oneWordOf, text } from './shape.ts'

export const ACTIVE_STATUS = ['ActiveOnly', 'InactiveOnly', 'All'] as const
export const MATCH_CRITERION = ['StartsWith', 'Contains', 'EndsWith'] as const

/** Only transactions and lists of these elements come back; makes answers far smaller. */
export const INCLUDE_RET_ELEMENT = [text('IncludeRetElement*', 50, '4.0')] as const
/** In requests that came with it or after it. */
export const INCLUDE_RET_ELEMENT_FROM_THE_START = [text('IncludeRetElement*', 50)] as const
export const INCLUDE_RET_ELEMENT_AND_OWNER = [
  ...INCLUDE_RET_ELEMENT,
  guid('OwnerID*', '2.0'),
] as const

export const BY_LIST_ID = [id('ListID+')] as const
export const BY_FULL_NAME = [text('FullName+')] as const

/** QuickBooks answers with active entries only unless `ActiveStatus` says otherwise. */
export const STATUS_TIME_AND_NAME_FILTER = [
  oneWordOf('ActiveStatus?', ACTIVE_STATUS),
  datetime('FromModifiedDate?'),
  datetime('ToModifiedDate?'),
  oneOfOrNone([
    [group('NameFilter', [oneWordOf('MatchCriterion', MATCH_CRITERION), text('Name')])],
    [group('NameRangeFilter', [text('FromName?'), text('ToName?')])],
  ]),
] as const

export const LIST_FILTER = [int('MaxReturned?'), ...STATUS_TIME_AND_NAME_FILTER] as const

/** Over a list with nothing of its own to filter by. */
export const PLAIN_LIST_QUERY_RQ = [
  oneOfOrNone([BY_LIST_ID, BY_FULL_NAME, LIST_FILTER]),
  ...INCLUDE_RET_ELEMENT,
] as const

export const CURRENCY_FILTER = group(
  'CurrencyFilter?',
  [oneOf([[id('ListID+')], [text('FullName+', 64)]])],
  '8.0',
)

export const CLASS_FILTER = group(
  'ClassFilter?',
  [
    oneOf([
      [id('ListID+')],
      [text('FullName+')],
      [id('ListIDWithChildren')],
      [text('FullNameWithChildren')],
    ]),
  ],
  '12.0',
)
