/** Why the Web Connector could not reach QuickBooks, in an owner's words. */

export type Diagnosis = {
  readonly cause: string
  /** What to do, in order. */
  readonly steps: readonly string[]
  /** Usually gone at the next update without anybody doing anything. */
  readonly passes: boolean
}

export type HresultDiagnosis =
  | ({ readonly kind: 'known'; readonly hresult: string } & Diagnosis)
  /** QuickBooks' own words are all there is. */
  | { readonly kind: 'unknown'; readonly hresult: string; readonly message: string }

const PRESS_UPDATE = 'Press Update Selected in the Web Connector.'
const OPEN_COMPANY = 'Open the company file in QuickBooks on the office computer.'
const AS_ADMIN = 'Open the company file as Admin in single-user mode.'
const INTEGRATED =
  'Go to Edit › Preferences › Integrated Applications › Company Preferences and select Tillbridge.'

export const HRESULTS: Readonly<Record<string, Diagnosis>> = {
  '0x80040154': {
    cause: 'The part of QuickBooks that other programs talk to is not installed on this computer.',
    steps: ['Install QuickBooks Desktop, or repair it from Windows Settings › Apps.', PRESS_UPDATE],
    passes: false,
  },
  '0x80040308': {
    cause: 'The Web Connector cannot talk to QuickBooks on this computer.',
    steps: [
      'Restart the computer.',
      'Repair QuickBooks from Windows Settings › Apps.',
      PRESS_UPDATE,
    ],
    passes: false,
  },
  '0x80040400': {
    cause: 'QuickBooks could not read what we sent. Nothing of it was carried out.',
    steps: ['Nothing for you to do: the request that caused it is being singled out.'],
    passes: false,
  },
  '0x80040401': {
    cause:
      'QuickBooks could not be reached. It may have crashed or belong to another Windows user.',
    steps: [
      'Sign in to Windows as the user who runs QuickBooks.',
      'Start QuickBooks and the Web Connector the same way: both as administrator, or neither.',
      PRESS_UPDATE,
    ],
    passes: true,
  },
  '0x80040402': {
    cause: 'QuickBooks stopped with an unexpected error.',
    steps: ['Restart QuickBooks.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040403': {
    cause: 'QuickBooks could not open the company file.',
    steps: [
      'Check that the file still is where it was and that the network drive is connected.',
      OPEN_COMPANY,
      PRESS_UPDATE,
    ],
    passes: true,
  },
  '0x80040404': {
    cause: 'This QuickBooks is too old for what we asked of it.',
    steps: ['Use QuickBooks 2014 or newer.'],
    passes: false,
  },
  '0x80040406': {
    cause: 'The path of the company file in the settings is not valid.',
    steps: ['Correct the path under Settings › Company file, or leave it empty.', PRESS_UPDATE],
    passes: false,
  },
  '0x80040408': {
    cause: 'QuickBooks could not be opened on the office computer.',
    steps: ['Start QuickBooks by hand and let it finish any update.', AS_ADMIN, PRESS_UPDATE],
    passes: true,
  },
  '0x8004040A': {
    cause: 'Another company file is open in QuickBooks.',
    steps: ['Close it and open the file that belongs to this shop.', PRESS_UPDATE],
    passes: true,
  },
  '0x8004040D': {
    cause: 'QuickBooks had already ended the connection.',
    steps: [PRESS_UPDATE],
    passes: true,
  },
  '0x80040410': {
    cause: 'The company file is open in the other mode: single-user or multi-user.',
    steps: [
      'Switch the mode with File › Switch to Multi-user Mode (or Single-user).',
      PRESS_UPDATE,
    ],
    passes: true,
  },
  '0x80040414': {
    cause: 'A window in QuickBooks waits for an answer.',
    steps: ['Answer or close the window in QuickBooks.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040416': {
    cause: 'QuickBooks is not running, and no company file is set for us to open.',
    steps: [OPEN_COMPANY, 'Or enter its path under Settings › Company file.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040417': {
    cause: 'QuickBooks is running, but no company file is open.',
    steps: [OPEN_COMPANY, 'Or enter its path under Settings › Company file.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040418': {
    cause: 'The QuickBooks Admin has not yet allowed the connection.',
    steps: [AS_ADMIN, PRESS_UPDATE, 'Answer QuickBooks’ question with Yes, always.'],
    passes: false,
  },
  '0x8004041A': {
    cause: 'This connection has no permission to use the company file.',
    steps: [AS_ADMIN, INTEGRATED, PRESS_UPDATE],
    passes: false,
  },
  '0x8004041D': {
    cause: 'QuickBooks was closed, and the connection may not open it by itself.',
    steps: [
      AS_ADMIN,
      INTEGRATED,
      'Press Properties and tick “Allow this application to login automatically”.',
    ],
    passes: false,
  },
  '0x8004041F': {
    cause: 'This edition of QuickBooks does not work with other programs.',
    steps: ['Use QuickBooks Pro, Premier or Enterprise.'],
    passes: false,
  },
  '0x80040420': {
    cause: 'Somebody at the computer denied the connection.',
    steps: [AS_ADMIN, INTEGRATED, PRESS_UPDATE],
    passes: false,
  },
  '0x80040421': {
    cause: 'QuickBooks refused the connection and gave its own reason.',
    steps: ['Read QuickBooks’ words below and act on them.', PRESS_UPDATE],
    passes: false,
  },
  '0x80040422': {
    cause: 'Another program holds QuickBooks in single-user mode.',
    steps: ['Wait until it has finished, or close it.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040424': {
    cause: 'QuickBooks is still starting.',
    steps: ['Wait a minute.', PRESS_UPDATE],
    passes: true,
  },
  '0x80040438': {
    cause: 'QuickBooks is running more than once on this computer.',
    steps: ['Close all but one.', PRESS_UPDATE],
    passes: true,
  },
}

export function diagnoseHresult(hresult: string, message: string): HresultDiagnosis {
  const known = HRESULTS[spelledLikeTheTable(hresult)]
  return known === undefined
    ? { kind: 'unknown', hresult, message }
    : { kind: 'known', hresult: spelledLikeTheTable(hresult), ...known }
}

/**
 * What trying the open company file once more may get past. The Web Connector has tried twice by
 * itself before it reports (Programmer's Guide, connectionError); what is new is that the answer
 * `""` names the file that is open now, and that a moment has passed.
 */
const WORTH_ANOTHER_TRY: ReadonlySet<string> = new Set([
  // QuickBooks crashed, was starting, or was busy with a window that closes by itself.
  '0x80040401',
  '0x80040402',
  '0x80040408',
  '0x8004040D',
  '0x80040414',
  '0x80040422',
  '0x80040424',
  // The path we or the Web Connector named does not lead to the file; the open one needs no path.
  '0x80040403',
  '0x80040406',
  // Which file is open decides the first answer of the session: a wrong one gets no requests.
  '0x8004040A',
])

/**
 * Whether answering a connectionError with `""` can help. False where only a person can: a
 * permission, an installation, no file open at all, the wrong mode. A code that nobody has listed
 * is tried; the session bounds how often.
 */
export function isWorthAnotherTry(hresult: string): boolean {
  const spelled = spelledLikeTheTable(hresult)
  return WORTH_ANOTHER_TRY.has(spelled) || HRESULTS[spelled] === undefined
}

/** Seen as `0x80040408`, in lower case, without the prefix, and as a signed decimal. */
function spelledLikeTheTable(hresult: string): string {
  const trimmed = hresult.trim()
  const digits = /^-\d{1,10}$/.test(trimmed)
    ? (Number(trimmed) >>> 0).toString(16)
    : trimmed.replace(/^0x/i, '')
  return `0x${digits.toUpperCase()}`
}
