/** Mappings kept for the next file of the same kind. */
import { Button, Menu, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { toast } from "../../ui/toast.tsx";
import { toTemplate } from "./state.ts";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  mapping: Record<string, string>;
  onUse: (template: Record<string, string>) => void;
}

export function Templates({ object, preview, mapping, onUse }: Props) {
  const { t } = useTranslation();
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
              await api.create(keeper.plural, { name, object: object.name, mapping: toTemplate(preview, mapping) });
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
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<Icon name="chevron-down" size={14} />}>
          {t("imports.templates")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {list.data?.rows.map((row) => (
          <Menu.Item key={row.id} onClick={() => onUse((row.mapping ?? {}) as Record<string, string>)}>
            {String(row.name)}
          </Menu.Item>
        ))}
        {(list.data?.rows.length ?? 0) > 0 && <Menu.Divider />}
        {keeper.rights.create && (
          <Menu.Item leftSection={<Icon name="device-floppy" size={15} />} onClick={save}>
            {t("imports.save_template")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
