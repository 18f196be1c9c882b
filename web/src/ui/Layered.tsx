/** A drawer and a dialog as Mantine has them, of which Escape closes only the one on top. */
import {
  type DrawerProps,
  Drawer as MantineDrawer,
  Modal as MantineModal,
  type ModalProps,
  type ModalRootProps,
} from "@mantine/core";
import { useEffect, useRef } from "react";
import { lay } from "./layers.ts";

function useLayer(opened: boolean, onClose: () => void) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => (opened ? lay(() => close.current()) : undefined), [opened]);
}

export function Drawer(props: DrawerProps) {
  useLayer(props.opened, props.onClose);
  return <MantineDrawer {...props} closeOnEscape={false} />;
}

function Root(props: ModalRootProps) {
  useLayer(props.opened, props.onClose);
  return <MantineModal.Root {...props} closeOnEscape={false} />;
}

function Whole(props: ModalProps) {
  useLayer(props.opened, props.onClose);
  return <MantineModal {...props} closeOnEscape={false} />;
}

const { Overlay, Content, Body } = MantineModal;
export const Modal = Object.assign(Whole, { Root, Overlay, Content, Body });
