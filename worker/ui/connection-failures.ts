/** What is known to go wrong on the office computer or on the way, and what to do, step by step. */

export type Failure = {
  /** As it is seen. */
  readonly seen: string
  readonly why: string
  readonly steps: readonly string[]
}

const UPDATE = 'Press Update Selected in the Web Connector.'
const ADMIN = 'Open the company file in QuickBooks as Admin, in single-user mode.'
const PERMISSION =
  'Go to Edit › Preferences › Integrated Applications › Company Preferences, choose Tillbridge and press Properties.'

export const FAILURES: readonly Failure[] = [
  {
    seen: 'The shop says that the connection code is not accepted',
    why: 'Its secret is not the one that is kept here: the code was copied in part, or a newer one was made.',
    steps: [
      'Make a new connection code on this page.',
      'Paste the whole of it in the shop under WooCommerce › Settings › Integration › Tillbridge.',
    ],
  },
  {
    seen: 'The Web Connector says that the password is wrong (QBWC1012, QBWC1040)',
    why: 'It has no password stored, or one that was replaced by a newer one.',
    steps: [
      'Make a new password on this page.',
      'Type it into the Password field beside Tillbridge in the Web Connector, press Enter and let it be saved.',
      UPDATE,
    ],
  },
  {
    seen: 'The Web Connector does not add the file (QBWC1039, QBWC1026, QBWC1051, QBWC1085)',
    why: 'It knew Tillbridge before, on this computer or in this company file, under the same identity, or its own list of applications is torn.',
    steps: [
      'Remove Tillbridge from the Web Connector where it still stands there, and close the Web Connector.',
      'Make a new identity on this page and download the file again.',
      `${ADMIN} Then open the new file.`,
    ],
  },
  {
    seen: 'The Web Connector cannot reach the address (QBWC1000 to QBWC1010, QBWC1048)',
    why: 'The computer has no way to Tillbridge’s address over https: no network, a firewall or proxy, a wrong clock, or a Windows without today’s certificates and TLS 1.2.',
    steps: [
      'Open the address that stands on this page in a browser on the same computer.',
      'Set the date and time of Windows, and install its updates.',
      'Let the firewall pass the address on port 443.',
      UPDATE,
    ],
  },
  {
    seen: 'QuickBooks is closed, or no company file is open (0x80040416, 0x80040417)',
    why: 'Without a permission to log in by itself the Web Connector needs the company file open.',
    steps: [
      'Open the company file in QuickBooks.',
      `Or let Tillbridge in while it is closed: ${PERMISSION} Tick “Allow this application to login automatically”.`,
      UPDATE,
    ],
  },
  {
    seen: 'The company file is open in another mode (0x80040410, 0x80040422)',
    why: 'Somebody works in single-user mode where multi-user mode is asked for, or the other way round; or another program holds QuickBooks.',
    steps: [
      'Switch with File › Switch to Multi-user Mode, or to Single-user Mode.',
      'Wait until other programs that use QuickBooks are done.',
      UPDATE,
    ],
  },
  {
    seen: 'Another company file is open (0x8004040A)',
    why: 'Nothing is sent into books that are not the shop’s.',
    steps: [
      'Open the company file that is named on this page, then press Update Selected.',
      'If it is the same one under another name, or restored to another place, press “Pin again” on this page.',
    ],
  },
  {
    seen: 'QuickBooks has not allowed the connection (0x80040418, 0x8004041A, 0x8004041D, 0x80040420)',
    why: 'The Admin of the company file was not asked yet, or said no.',
    steps: [
      ADMIN,
      UPDATE,
      'Answer QuickBooks’ question with “Yes, always; allow access even if QuickBooks is not running”.',
      `If it does not ask: ${PERMISSION} Tick “Allow this application to access this company file”.`,
    ],
  },
  {
    seen: 'A window in QuickBooks waits for an answer (0x80040414)',
    why: 'As long as it is open QuickBooks answers no other program.',
    steps: ['Answer or close the window.', UPDATE],
  },
  {
    seen: 'QuickBooks could not be started (0x80040401, 0x80040402, 0x80040408, QBWC1013, QBWC1014)',
    why: 'It crashed, belongs to another Windows user, or runs as administrator while the Web Connector does not.',
    steps: [
      'Restart QuickBooks, and let it finish any update of its own.',
      'Run QuickBooks and the Web Connector as the same Windows user: both as administrator, or neither.',
      UPDATE,
      'If it stays so, restart the computer.',
    ],
  },
  {
    seen: 'The company file cannot be opened (0x80040403)',
    why: 'It was moved, or the drive that it is on is not connected.',
    steps: [
      'Open the file in QuickBooks from where it is now.',
      UPDATE,
      'If the Web Connector still looks in the old place, make a new identity on this page and add the new file there.',
    ],
  },
  {
    seen: 'QuickBooks is too old, or does not work with other programs (0x80040404, 0x8004041F, 0x80040154)',
    why: 'Tillbridge needs QuickBooks Desktop 2014 or later, Pro, Premier or Enterprise.',
    steps: [
      'Install a newer QuickBooks on the office computer, or repair the one that is there from Windows Settings › Apps.',
      UPDATE,
    ],
  },
  {
    seen: 'Documents are missing in the company file, and nobody deleted them',
    why: 'An older copy of the file was restored. Nothing is sent until it is settled, so that nothing is entered twice.',
    steps: [
      'Open the right company file, then press Update Selected.',
      'If the older file is to stay, the page of problems has the button that looks for each document there and sends only what is missing.',
    ],
  },
  {
    seen: 'The Web Connector stands still, and no update comes',
    why: 'The computer sleeps or is off, the Web Connector is not running, or Auto-Run is not ticked.',
    steps: [
      'Start the Web Connector and tick Auto-Run beside Tillbridge, with 15 minutes.',
      'Let Windows not go to sleep, and start the Web Connector with it.',
      'Look whether Tillbridge is paused, or has quiet hours.',
    ],
  },
]
