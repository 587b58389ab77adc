type ListFilter = { team?: string; inbox?: string };

/** From one conversation to another: the list stays filtered as it is; the message that was shown belongs to the first. */
export const keepFilter = ({ team, inbox }: ListFilter): ListFilter => ({
  ...(team !== undefined && { team }),
  ...(inbox !== undefined && { inbox }),
});
