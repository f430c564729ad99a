/** The codes a person reads in the Web Connector's window and log; they never reach us by wire. */
import type { Diagnosis } from './hresult.ts'

const NEW_FILE = 'Download the .qwc file again and add it to the Web Connector.'
const INTERNET = 'Check that this computer reaches the internet and that no proxy is in between.'
const AGAIN = 'Press Update Selected again; if it stays, send us the Web Connector’s log.'

export const WEB_CONNECTOR_CODES: Readonly<Record<string, Diagnosis>> = {
  QBWC1000: { cause: 'The .qwc file names two different sites.', steps: [NEW_FILE], passes: false },
  QBWC1001: { cause: 'Our address could not be resolved.', steps: [INTERNET], passes: true },
  QBWC1002: { cause: 'Our support page could not be resolved.', steps: [INTERNET], passes: true },
  QBWC1003: { cause: 'Our support page could not be reached.', steps: [INTERNET], passes: true },
  QBWC1004: { cause: 'Our support page gave an odd answer.', steps: [INTERNET], passes: true },
  QBWC1010: { cause: 'The address is not an https address.', steps: [NEW_FILE], passes: false },
  QBWC1012: {
    cause: 'Signing in failed: the password is wrong, or our answer did not arrive whole.',
    steps: ['Enter the password from Settings › Connection in the Web Connector.', INTERNET],
    passes: true,
  },
  QBWC1013: {
    cause: 'The Web Connector could not connect to QuickBooks.',
    steps: ['Open the company file in QuickBooks.', AGAIN],
    passes: true,
  },
  QBWC1014: {
    cause: 'QuickBooks did not tell the Web Connector which company is open.',
    steps: ['Restart QuickBooks and open the company file.', AGAIN],
    passes: true,
  },
  QBWC1026: {
    cause: 'This connection already belongs to another company file.',
    steps: ['Open the right company file, or connect this one anew.'],
    passes: false,
  },
  QBWC1036: { cause: 'Comparing versions with us failed.', steps: [AGAIN], passes: true },
  QBWC1037: {
    cause: 'We refused this version of the Web Connector.',
    steps: ['Install the newest Web Connector.'],
    passes: false,
  },
  QBWC1039: {
    cause: 'The connection could not be added: it is in use with another company file.',
    steps: ['Remove it from the Web Connector and add it again with the right file open.'],
    passes: false,
  },
  QBWC1040: {
    cause: 'The Web Connector has no password.',
    steps: ['Click into its Password column, enter the password, and choose to save it.'],
    passes: false,
  },
  QBWC1041: {
    cause: 'Fetching the next step from us failed.',
    steps: [INTERNET, AGAIN],
    passes: true,
  },
  QBWC1042: {
    cause: 'Handing QuickBooks’ answer to us failed.',
    steps: [INTERNET, AGAIN],
    passes: true,
  },
  QBWC1043: { cause: 'Asking us for the reason failed.', steps: [INTERNET, AGAIN], passes: true },
  QBWC1044: { cause: 'Saying goodbye to us failed.', steps: ['Nothing to do.'], passes: true },
  QBWC1045: { cause: 'Reporting a QuickBooks error to us failed.', steps: [AGAIN], passes: true },
  QBWC1046: { cause: 'Comparing versions with us failed.', steps: [AGAIN], passes: true },
  QBWC1048: {
    cause: 'Windows does not trust our certificate.',
    steps: ['Check the date and time of this computer.', 'Install the pending Windows updates.'],
    passes: false,
  },
  QBWC1051: {
    cause: 'The connection was not added.',
    steps: ['Open the company file as Admin in single-user mode and add the .qwc file again.'],
    passes: false,
  },
}
