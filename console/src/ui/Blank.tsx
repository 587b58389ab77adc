import type { ReactNode } from 'react';

/** What stands where there is nothing yet: what this place is for, and what to do. */
export function Blank(props: {
  sign?: ReactNode;
  title: string;
  heading?: boolean;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex max-w-sm flex-col items-center gap-1 px-6 py-10 text-center">
      {props.sign && (
        <div className="mb-2 flex size-11 items-center justify-center rounded-full bg-sunken text-faint [&_svg]:size-5">
          {props.sign}
        </div>
      )}
      {props.heading ? (
        <h1 className="text-base font-medium">{props.title}</h1>
      ) : (
        <p className="text-base font-medium">{props.title}</p>
      )}
      {props.text && <p className="text-sm text-faint">{props.text}</p>}
      {props.children && <div className="mt-3">{props.children}</div>}
    </div>
  );
}
