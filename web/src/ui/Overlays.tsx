/** What lies over the page: toasts and questions. Mounted after the page itself is there. */
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.layer.css";
import "./mantine.ts";
import { useEffect } from "react";
import { overlaysReady } from "./overlays.ts";

export default function Overlays() {
  useEffect(overlaysReady, []);
  return (
    <ModalsProvider modalProps={{ size: 420 }}>
      <Notifications position="bottom-center" limit={3} />
    </ModalsProvider>
  );
}
