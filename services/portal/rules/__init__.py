"""Pure decisions of portal: ``tax`` records, ``identity`` of an account, ``old_accounts`` that are claimed."""
