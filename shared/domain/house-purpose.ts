/** What the process does next by itself. */
export type ProcessPurpose =
  | 'acquire-data'
  | 'profile-customer'
  | 'value-relationship'
  | 'choose-strategy'
  | 'make-proposition'
  | 'plan-communication'
  | 'gather-feedback'
  | 'learn'
  | 'start-cycle';

/** The purposes that the house gives to what comes next; a person may write any other. Each one needs its words in every language. */
export type HousePurpose =
  | ProcessPurpose
  | 'introduce-ourselves'
  | 'understand-needs'
  | 'work-on-solution'
  | 'check-service'
  | 'promote-need'
  | 'keep-in-touch'
  | 'ask-satisfaction'
  | 'answer-contact'
  | 'follow-up-interest'
  | 'repair-relationship'
  | 'find-address'
  | 'complete-data'
  | 'decide-review'
  | 'look-into-stall';
