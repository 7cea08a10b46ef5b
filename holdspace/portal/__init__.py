"""What the patient sees and does by themselves: questionnaires that the clinic asked for, by a link."""
