/** What the queries over transactions have in common. */
import { CURRENCY_FILTER, MATCH_CRITERION } from './list-query.ts'
import { date, datetime, group, id, int, oneOf, oneOfOrNone, oneWordOf, text } from './shape.ts'

const DATE_MACRO = [
  'All',
  'Today',
  'ThisWeek',
  'ThisWeekToDate',
  'ThisMonth',
  'ThisMonthToDate',
  'ThisCalendarQuarter',
  'ThisCalendarQuarterToDate',
  'ThisFiscalQuarter',
  'ThisFiscalQuarterToDate',
  'ThisCalendarYear',
  'ThisCalendarYearToDate',
  'ThisFiscalYear',
  'ThisFiscalYearToDate',
  'Yesterday',
  'LastWeek',
  'LastWeekToDate',
  'LastMonth',
  'LastMonthToDate',
  'LastCalendarQuarter',
  'LastCalendarQuarterToDate',
  'LastFiscalQuarter',
  'LastFiscalQuarterToDate',
  'LastCalendarYear',
  'LastCalendarYearToDate',
  'LastFiscalYear',
  'LastFiscalYearToDate',
  'NextWeek',
  'NextFourWeeks',
  'NextMonth',
  'NextCalendarQuarter',
  'NextCalendarYear',
  'NextFiscalQuarter',
  'NextFiscalYear',
] as const

const ONE_OR_ITS_CHILDREN = [
  oneOf([
    [id('ListID+', '2.0')],
    [text('FullName+')],
    [id('ListIDWithChildren', '2.0')],
    [text('FullNameWithChildren')],
  ]),
] as const

export const BY_TXN_ID = [id('TxnID+')] as const
/** RefNumbers are matched without regard to case, and are not unique. */
export const BY_REF_NUMBER = [text('RefNumber+')] as const
export const BY_REF_NUMBER_CASE_SENSITIVE = [
  text('RefNumberCaseSensitive+', undefined, '4.0'),
] as const

const BY_DATE_AND_NAME = [
  int('MaxReturned?'),
  oneOfOrNone([
    [
      group('ModifiedDateRangeFilter', [
        datetime('FromModifiedDate?'),
        datetime('ToModifiedDate?'),
      ]),
    ],
    [
      group('TxnDateRangeFilter', [
        oneOf([[date('FromTxnDate?'), date('ToTxnDate?')], [oneWordOf('DateMacro', DATE_MACRO)]]),
      ]),
    ],
  ]),
  group('EntityFilter?', ONE_OR_ITS_CHILDREN),
] as const

const BY_PART_OF_REF_NUMBER = oneOfOrNone([
  [group('RefNumberFilter', [oneWordOf('MatchCriterion', MATCH_CRITERION), text('RefNumber')])],
  [group('RefNumberRangeFilter', [text('FromRefNumber?'), text('ToRefNumber?')])],
])

/** Without its currencies, whose place in the sequence is the query's to say. */
export const DEPOSIT_FILTER = [
  ...BY_DATE_AND_NAME,
  group('AccountFilter?', ONE_OR_ITS_CHILDREN),
] as const

export const TXN_FILTER_BUT_CURRENCY = [...DEPOSIT_FILTER, BY_PART_OF_REF_NUMBER] as const

export const TXN_FILTER = [...TXN_FILTER_BUT_CURRENCY, CURRENCY_FILTER] as const

/** Sales orders post to no account to be found by. */
export const UNPOSTED_TXN_FILTER = [
  ...BY_DATE_AND_NAME,
  BY_PART_OF_REF_NUMBER,
  CURRENCY_FILTER,
] as const
