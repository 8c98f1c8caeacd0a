/** Why a post that differs is not sent without asking. */

export type Why =
  /** Changed here and there. */
  | 'both'
  /** Changed there only: what is here is older. */
  | 'behind'
  /** Taken down there since it was last pushed from here. */
  | 'removed'
  /** Was never sent from here: another post has its slug. */
  | 'foreign'
