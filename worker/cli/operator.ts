/** Who did it, in the log and in the settings' history, when it was done from the command line. */
export const OPERATOR = 'operator'
