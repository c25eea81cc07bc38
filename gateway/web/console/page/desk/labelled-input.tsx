import type { ComponentProps } from 'react';

interface LabelledInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'className'> {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** A field with its name before it. */
export const LabelledInput = ({ id, label, change, ...input }: LabelledInputProps) => (
  <>
    <label htmlFor={id}>{label}</label>
    <input {...input} id={id} className="fournets-input" onChange={({ target }) => change(target.value)} />
  </>
);
