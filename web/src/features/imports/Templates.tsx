/** Mappings kept for the next file of the same kind. */

import { modals } from "@mantine/modals";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextInput } from "../../ui/mantine.ts";
import { Menu } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Choice, type Template, toDetails, toTemplate } from "./state.ts";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  choice: Choice;
  mapping: Record<string, string>;
  onUse: (template: Template) => void;
}

export function Templates({ object, preview, choice, mapping, onUse }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const keeper = objectNamed(meta, "import_template");
  const list = useQuery({
    queryKey: ["list", "import_templates", object.name],
    queryFn: () =>
      api.list(keeper!.plural, { where: { field: "object", op: "is", value: object.name }, limit: 100, count: 0 }),
    enabled: Boolean(keeper),
  });
  if (!keeper) return null;
  const save = () =>
    modals.open({
      title: t("imports.save_template"),
      children: (
        <form
          className="z-col"
          onSubmit={async (event) => {
            event.preventDefault();
            const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
            if (!name) return;
            try {
              await api.create(keeper.plural, {
                name,
                object: object.name,
                mapping: toTemplate(preview, mapping),
                details: toDetails(preview, choice, mapping),
              });
              void client.invalidateQueries({ queryKey: ["list", "import_templates"] });
              toast({ text: t("said.created", { title: name }) });
              modals.closeAll();
            } catch (fault) {
              const { message, code } = words(fault);
              toast({ text: message, code, bad: true });
            }
          }}
        >
          <TextInput name="name" label={t("views.name")} required maxLength={60} data-autofocus />
          <div className="z-row" style={{ justifyContent: "flex-end" }}>
            <Button type="submit">{t("do.save")}</Button>
          </div>
        </form>
      ),
    });
  const kept = list.data?.rows ?? [];
  return (
    <Menu
      label={t("imports.templates")}
      button={(opener) => (
        <Button size="xs" variant="default" rightSection={<Icon name="chevron-down" size={14} />} {...opener}>
          {t("imports.templates")}
        </Button>
      )}
      lines={() => [
        ...kept.map((row) => ({
          label: String(row.name),
          run: () =>
            onUse({
              mapping: (row.mapping ?? {}) as Template["mapping"],
              details: (row.details ?? null) as Template["details"],
            }),
        })),
        kept.length > 0 && "line",
        keeper.rights.create && { label: t("imports.save_template"), icon: "device-floppy", run: save },
      ]}
    />
  );
}
